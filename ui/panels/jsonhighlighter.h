// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPalette>
#include <QSyntaxHighlighter>
#include <QTextCharFormat>

namespace mxlens {

/// Sets off the names of members and dims the punctuation of JSON. GUI thread.
class JsonHighlighter final : public QSyntaxHighlighter {
    Q_OBJECT
public:
    explicit JsonHighlighter(QTextDocument* document);

    /// Takes the colours of a palette and paints everything again.
    void setPalette(const QPalette& palette);

protected:
    void highlightBlock(const QString& text) override;

private:
    QTextCharFormat m_name;
    QTextCharFormat m_punctuation;
};

} // namespace mxlens
