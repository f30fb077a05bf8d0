// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/policy/finding.h"
#include "ui/dialogs/markededit.h"

#include <QWidget>

#include <functional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace mxlens {

class FindingsList;

/// What a checker makes of a text.
struct CheckOutcome {
    QString read; ///< What the text says, lines of plain text.
    std::vector<Finding> findings;
    QList<TextMark> marks; ///< One for each finding that is shown.
    bool usable = false; ///< There is something that can be taken over.
};

/// Marks for findings whose line and column count bytes of the text that was checked.
QList<TextMark> marksInLines(const QByteArray& text, const std::vector<Finding>& findings);

/// The checking side of a tool: a text is pasted, its faults are listed and marked while one
/// types. The focus goes to the text. GUI thread; texts over 256 KiB are not looked at.
class CheckPane final : public QWidget {
    Q_OBJECT
public:
    using Checker = std::function<CheckOutcome(const QByteArray& utf8)>;

    /// Words of a pane.
    struct Texts {
        QString caption; ///< Over the text, with a mnemonic.
        QString example; ///< In the empty text.
        QString takeOver; ///< Of the button; empty for none.
    };

    CheckPane(const Texts& texts, Checker checker, QWidget* parent = nullptr);

    /// The bytes that are checked: those that were set, else what was typed.
    QByteArray text() const;
    /// Shows a text that was read from somewhere.
    void setText(const QByteArray& utf8);
    const CheckOutcome& outcome() const { return m_outcome; }
    MarkedEdit& edit() { return *m_edit; }
    /// Puts a widget beside the button that takes over.
    void addAction(QWidget* widget);
    /// Says something in place of what was read.
    void showMessage(const QString& sentence);

signals:
    void takeOverRequested();

private:
    void check();

    const Checker m_checker;
    CheckOutcome m_outcome;
    QByteArray m_given; ///< What setText() got, until somebody types.
    MarkedEdit* m_edit = nullptr;
    QLabel* m_read = nullptr;
    FindingsList* m_findings = nullptr;
    QPushButton* m_takeOver = nullptr;
    QLayout* m_actions = nullptr;
};

} // namespace mxlens
