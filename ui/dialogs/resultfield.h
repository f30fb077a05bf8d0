// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace mxlens {

/// A text that was made for the user: a caption, the text, and a button that copies it. The text
/// can be selected, not changed. GUI thread.
class ResultField final : public QWidget {
    Q_OBJECT
public:
    /// caption with a mnemonic; lines of text that are seen at once; objectName of the text.
    ResultField(const QString& caption, int lines, const char* name, QWidget* parent = nullptr);

    /// What is shown; what is copied are the bytes of `copied` where they differ (CRLF).
    void setText(const QString& text, const QString& copied = {});
    QString text() const;
    /// Puts a widget below the button that copies.
    void addAction(QWidget* widget);

private:
    void copy();
    void resetButton();

    QLabel* m_caption = nullptr;
    QPlainTextEdit* m_text = nullptr;
    QPushButton* m_copy = nullptr;
    QString m_copied;
};

} // namespace mxlens
