// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/messagebar.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QToolButton>

#include <utility>

namespace mxlens {

namespace {

Colour meaningOf(MessageBar::Kind kind)
{
    switch (kind) {
    case MessageBar::Kind::Success:
        return Colour::Success;
    case MessageBar::Kind::Warning:
        return Colour::Testing;
    case MessageBar::Kind::Error:
        return Colour::Failure;
    case MessageBar::Kind::Info:
        break;
    }
    return Colour::Accent;
}

QString iconOf(MessageBar::Kind kind)
{
    switch (kind) {
    case MessageBar::Kind::Success:
        return QStringLiteral("check");
    case MessageBar::Kind::Warning:
    case MessageBar::Kind::Error:
        return QStringLiteral("warning");
    case MessageBar::Kind::Info:
        break;
    }
    return QStringLiteral("info");
}

} // namespace

MessageBar::MessageBar(QWidget* parent)
    : QFrame(parent)
{
    setObjectName(QStringLiteral("messageBar"));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(length(this, 4), length(this, 1), length(this, 2), length(this, 1));
    layout->setSpacing(length(this, 2));
    m_icon = new QLabel(this);
    layout->addWidget(m_icon);
    m_text = new QLabel(this);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    layout->addWidget(m_text, 1);
    m_action = new QToolButton(this);
    m_action->setObjectName(QStringLiteral("messageAction"));
    layout->addWidget(m_action);
    auto* close = new QToolButton(this);
    close->setObjectName(QStringLiteral("messageClose"));
    close->setAutoRaise(true);
    close->setIcon(icon(QStringLiteral("close")));
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(tr("Close this message"));
    layout->addWidget(close);
    connect(close, &QToolButton::clicked, this, &MessageBar::dismiss);
    connect(m_action, &QToolButton::clicked, this, [this] {
        const std::function<void()> run = std::move(m_run);
        dismiss();
        if (run)
            run();
    });
    hide();
}

void MessageBar::showMessage(
    Kind kind, const QString& text, const QString& actionText, std::function<void()> action)
{
    m_kind = kind;
    m_text->setText(text);
    m_run = std::move(action);
    m_action->setText(actionText);
    m_action->setVisible(!actionText.isEmpty());
    setAccessibleName(text);
    refresh();
    show();
}

void MessageBar::changeText(const QString& start, const QString& text)
{
    if (!isVisibleTo(parentWidget()) || !m_text->text().startsWith(start))
        return;
    m_text->setText(text);
    setAccessibleName(text);
}

void MessageBar::showCancelled(const QString& path)
{
    showMessage(Kind::Info, tr("Writing was cancelled. Nothing was changed: %1").arg(path));
}

void MessageBar::dismiss()
{
    m_run = {};
    hide();
}

QString MessageBar::text() const
{
    return m_text->text();
}

void MessageBar::refresh()
{
    const int size = length(this, 5);
    m_icon->setPixmap(
        icon(iconOf(m_kind), meaningOf(m_kind)).pixmap(QSize(size, size), devicePixelRatioF()));
    update();
}

void MessageBar::changeEvent(QEvent* event)
{
    QFrame::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_icon)
        refresh();
}

void MessageBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), colour(Colour::RaisedSurface, palette()));
    painter.fillRect(0, 0, length(this, 1), height(), colour(meaningOf(m_kind), palette()));
    painter.fillRect(0, height() - 1, width(), 1, colour(Colour::Border, palette()));
}

} // namespace mxlens
