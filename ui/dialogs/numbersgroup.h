// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/numbersettings.h"

#include <QGroupBox>

#include <vector>

class QPushButton;
class QSpinBox;

namespace mxlens {

/// A number as the settings ask for it.
struct NumberQuestion {
    Number number = Number::ReadyDays;
    QString caption; ///< With a mnemonic.
    QString unit; ///< Behind the number; may be empty.
    QString meaning; ///< Tool tip and accessible description.
};

/// Numbers of the settings, each with its caption, and a button for the numbers that MX Lens comes
/// with. What is changed is kept at once. GUI thread.
class NumbersGroup final : public QGroupBox {
    Q_OBJECT
public:
    /// note: a sentence below the title. settings must outlive it.
    NumbersGroup(const QString& title, const QString& note, Settings& settings,
        const QList<NumberQuestion>& questions);

signals:
    /// Numbers were changed: one, or all at once by the button.
    void changed();

private:
    void setAll();
    void follow();

    Settings& m_settings;
    std::vector<std::pair<Number, QSpinBox*>> m_boxes;
    QPushButton* m_standard = nullptr;
};

} // namespace mxlens
