// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/finding.h"

#include <QList>
#include <QPlainTextEdit>

namespace mxlens {

/// A place in a text that a finding is about.
struct TextMark {
    qsizetype start = 0; ///< In UTF-16 units.
    qsizetype length = 0; ///< 0 where the text as a whole is meant: nothing is marked.
    FindingSeverity severity = FindingSeverity::Error;
};

/// Index in the UTF-16 text of a byte of its UTF-8.
qsizetype indexOfByte(const QByteArray& utf8, std::size_t byte);

/// An editor for plain text in which places are marked by colour and a waved line. Tab leaves it.
/// GUI thread.
class MarkedEdit final : public QPlainTextEdit {
    Q_OBJECT
public:
    explicit MarkedEdit(QWidget* parent = nullptr);

    /// Marks places of the text as it is now.
    void setMarks(const QList<TextMark>& marks);
    const QList<TextMark>& marks() const { return m_marks; }
    /// Selects a mark and scrolls to it.
    void goTo(int mark);

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintMarks();

    QList<TextMark> m_marks;
};

} // namespace mxlens
