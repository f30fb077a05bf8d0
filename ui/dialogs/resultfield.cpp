// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/resultfield.h"

#include "ui/theme/theme.h"

#include <QClipboard>
#include <QFontMetrics>
#include <QGridLayout>
#include <QGuiApplication>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

namespace mxlens {

namespace {

constexpr int copiedIsSaidFor = 2000; // milliseconds

} // namespace

ResultField::ResultField(const QString& caption, int lines, const char* name, QWidget* parent)
    : QWidget(parent)
{
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(length(this, 2));
    grid->setVerticalSpacing(length(this, 1));
    m_caption = new QLabel(caption, this);
    m_text = new QPlainTextEdit(this);
    m_text->setObjectName(QString::fromLatin1(name));
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setFont(fixedFont(font()));
    m_text->setWordWrapMode(QTextOption::WrapAnywhere);
    // Also by keyboard: what cannot be edited still has a caret.
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    QString plain = caption;
    plain.remove(QLatin1Char('&'));
    m_text->setAccessibleName(plain);
    const int frame
        = 2 * (m_text->frameWidth() + static_cast<int>(m_text->document()->documentMargin()));
    m_text->setFixedHeight(
        lines * QFontMetrics(m_text->font()).lineSpacing() + frame + length(this, 1));
    m_caption->setBuddy(m_text);
    m_copy = new QPushButton(icon(QStringLiteral("copy")), {}, this);
    m_copy->setObjectName(QString::fromLatin1(name) + QStringLiteral("Copy"));
    m_copy->setAutoDefault(false);
    m_copy->setAccessibleName(tr("Copy: %1").arg(plain));
    resetButton();
    auto* actions = new QVBoxLayout;
    actions->setSpacing(length(this, 1));
    actions->addWidget(m_copy);
    actions->addStretch();
    grid->addWidget(m_caption, 0, 0, 1, 2);
    grid->addWidget(m_text, 1, 0);
    grid->addLayout(actions, 1, 1);
    grid->setColumnStretch(0, 1);
    connect(m_copy, &QPushButton::clicked, this, &ResultField::copy);
}

void ResultField::setText(const QString& text, const QString& copied)
{
    m_copied = copied.isEmpty() ? text : copied;
    m_copy->setEnabled(!text.isEmpty());
    if (m_text->toPlainText() == text)
        return;
    m_text->setPlainText(text);
    resetButton();
}

QString ResultField::text() const
{
    return m_text->toPlainText();
}

void ResultField::addAction(QWidget* widget)
{
    auto* grid = static_cast<QGridLayout*>(layout());
    static_cast<QVBoxLayout*>(grid->itemAtPosition(1, 1)->layout())->insertWidget(1, widget);
}

void ResultField::copy()
{
    QGuiApplication::clipboard()->setText(m_copied);
    m_copy->setText(tr("Copied"));
    m_copy->setIcon(icon(QStringLiteral("check"), Colour::Success));
    QTimer::singleShot(copiedIsSaidFor, this, &ResultField::resetButton);
}

void ResultField::resetButton()
{
    // The width of both words, so that nothing moves.
    m_copy->setText(tr("Copied"));
    m_copy->setMinimumWidth(m_copy->sizeHint().width());
    m_copy->setText(tr("Copy"));
    m_copy->setIcon(icon(QStringLiteral("copy")));
}

} // namespace mxlens
