// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/filterbox.h"

#include "ui/models/cells.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QCoreApplication>
#include <QInputMethodEvent>
#include <QKeyEvent>
#include <QTextCharFormat>

#include <algorithm>

namespace mxlens {

FilterBox::FilterBox(ViewState* state, QWidget* parent)
    : QLineEdit(parent)
    , m_state(state)
{
    setObjectName(QStringLiteral("filterBox"));
    setAccessibleName(tr("Filter"));
    setPlaceholderText(tr("Filter, for example domain:example.com -result:starttls-not-supported"));
    setToolTip(
        plainToolTip(tr("Words search every column. Keys: domain, mx, org, result, type, mode, "
                        "ip, reason, report, source, after, before, failures, sessions.\n"
                        "domain:example.com,example.org  -mx:mx2.*  failures:>10  "
                        "after:2026-09-01")));
    setClearButtonEnabled(true);
    // The window takes drops: a file dropped here must not become text.
    setAcceptDrops(false);
    m_icon = addAction(icon(QStringLiteral("filter"), Colour::MutedText), LeadingPosition);
    m_timer.setSingleShot(true);
    m_timer.setInterval(delay);
    connect(&m_timer, &QTimer::timeout, this, &FilterBox::take);
    connect(this, &QLineEdit::textEdited, this, [this] { m_timer.start(); });
    connect(this, &QLineEdit::textChanged, this, [this](const QString& text) {
        // The clear button changes the text without editing it.
        if (text.isEmpty() && !m_state->values().filterText.isEmpty())
            m_timer.start(0);
    });
    connect(this, &QLineEdit::returnPressed, this, &FilterBox::take);
    connect(m_state, &ViewState::changed, this, &FilterBox::follow);
    connect(m_state, &ViewState::filterErrorChanged, this, &FilterBox::showError);
}

void FilterBox::take()
{
    m_timer.stop();
    m_state->setFilterText(text());
}

void FilterBox::follow()
{
    const QString& wanted = m_state->values().filterText;
    if (!m_timer.isActive() && text().trimmed() != wanted && !m_state->filterError())
        setText(wanted);
}

void FilterBox::showError()
{
    const std::optional<FilterError>& error = m_state->filterError();
    if (!error) {
        m_error.clear();
        underline(0, 0);
        emit errorChanged();
        return;
    }
    // Core counts bytes of UTF-8, a line edit UTF-16 units.
    const QByteArray utf8 = text().toUtf8();
    const auto units = [&utf8](std::size_t bytes) {
        const auto within = std::min(static_cast<qsizetype>(bytes), utf8.size());
        return static_cast<int>(QString::fromUtf8(utf8.left(within)).size());
    };
    const int from = units(error->position);
    const int until = units(error->position + std::max<std::size_t>(error->length, 1));
    m_error = tr("The filter is not applied: at character %1, %2.")
                  .arg(from + 1)
                  .arg(singleLine(error->message));
    underline(from, std::max(until - from, 1));
    emit errorChanged();
}

void FilterBox::underline(int from, int length)
{
    // A line edit has no formats of its own but those of an input method.
    QList<QInputMethodEvent::Attribute> attributes;
    if (length > 0) {
        QTextCharFormat format;
        format.setForeground(textColour(Colour::Failure, palette()));
        format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        format.setUnderlineColor(colour(Colour::Failure, palette()));
        attributes.append(
            { QInputMethodEvent::TextFormat, from - cursorPosition(), length, format });
    }
    QInputMethodEvent event(QString(), attributes);
    QCoreApplication::sendEvent(this, &event);
}

void FilterBox::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        take();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void FilterBox::changeEvent(QEvent* event)
{
    QLineEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && m_icon)
        showError();
}

} // namespace mxlens
