// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/language.h"

#include <QTextBrowser>

namespace mxlens {

struct HelpPage;

/// Shows a page of the help: headings and drawings in the sizes and colours of the window, links
/// given on. GUI thread.
class HelpView final : public QTextBrowser {
    Q_OBJECT
public:
    explicit HelpView(QWidget* parent = nullptr);

    void showPage(const HelpPage& page, Language language);
    /// Marks every occurrence of the words of a text.
    void highlight(const QString& text);

    QVariant loadResource(int type, const QUrl& name) override;

signals:
    /// A link was followed.
    void topicRequested(const QString& topic);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void render();
    void dressBlocks();
    QImage drawing(const QString& name) const;
    int drawingWidth() const;

    QString m_markdown;
    QString m_highlighted;
    Language m_language = Language::English;
    int m_drawnFor = 0; ///< The width that drawings were made for.
};

} // namespace mxlens
