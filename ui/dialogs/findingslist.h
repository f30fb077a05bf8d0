// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/finding.h"

#include <QListWidget>

namespace mxlens {

/// What a checker found, one entry each with severity (icon and word), place, what and advice, in
/// the program's language; a sentence where there is nothing to mend. Plain text. GUI thread.
class FindingsList final : public QListWidget {
    Q_OBJECT
public:
    explicit FindingsList(QWidget* parent = nullptr);

    /// Most findings that are shown: who mends these finds the others fewer.
    static constexpr std::size_t mostShown = 200;

    /// Shows findings in their order; says how many more there are.
    void setFindings(const std::vector<Finding>& findings);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

signals:
    /// The user went to one of the findings; index in those that were set.
    void findingChosen(int index);

private:
    void add(const QString& iconName, int colour, const QString& text, int index);
};

} // namespace mxlens
