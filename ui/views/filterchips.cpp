// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/filterchips.h"

#include "ui/models/cells.h"
#include "ui/models/filterwords.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/theme.h"
#include "ui/theme/words.h"
#include "ui/views/flowlayout.h"

#include <QKeyEvent>
#include <QPainter>
#include <QStyle>

#include <utility>

namespace mxlens {

namespace {

// More of a value stands in the tool tip.
constexpr int widestChip = 160;

// Milliseconds that the bar waits for rows at the most.
constexpr int patience = 150;

int crossSize(const QWidget* widget)
{
    return length(widget, 3);
}

} // namespace

FilterChip::FilterChip(QWidget* parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
}

QSize FilterChip::sizeHint() const
{
    const int unit = length(this, 1);
    const int words = fontMetrics().horizontalAdvance(text());
    // One unit more than is needed: advances are rounded down.
    return { qMin(words + crossSize(this) + 7 * unit, length(this, widestChip)),
        qMax(fontMetrics().height(), length(this, 4)) + 2 * unit };
}

QSize FilterChip::minimumSizeHint() const
{
    return { length(this, 12), sizeHint().height() };
}

void FilterChip::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int unit = length(this, 1);
    const bool hot = underMouse() || hasFocus();
    painter.setPen(colour(hot ? Colour::Accent : Colour::Border, palette()));
    painter.setBrush(
        isDown() ? palette().color(QPalette::Midlight) : colour(Colour::RaisedSurface, palette()));
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.drawRoundedRect(frame, unit, unit);
    if (hasFocus()) // a second line, so that focus is not told by colour alone
        painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), unit, unit);

    const int cross = crossSize(this);
    const QRect inside = rect().adjusted(2 * unit, 0, -2 * unit, 0);
    const QRect words = inside.adjusted(0, 0, -cross - 2 * unit, 0);
    painter.setPen(palette().color(QPalette::WindowText));
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), words),
        static_cast<int>(Qt::AlignVCenter | Qt::AlignLeading | Qt::TextSingleLine),
        fontMetrics().elidedText(text(), Qt::ElideMiddle, words.width()));
    const QRect mark(inside.right() + 1 - cross, rect().center().y() + 1 - cross / 2, cross, cross);
    mxlens::icon(QStringLiteral("close"), hot ? Colour::Accent : Colour::MutedText)
        .paint(&painter, QStyle::visualRect(layoutDirection(), rect(), mark));
}

void FilterChip::keyPressEvent(QKeyEvent* event)
{
    const int key = event->key();
    if (key == Qt::Key_Delete || key == Qt::Key_Backspace || key == Qt::Key_Return
        || key == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}

void FilterChip::enterEvent(QEnterEvent* event)
{
    QAbstractButton::enterEvent(event);
    update();
}

void FilterChip::leaveEvent(QEvent* event)
{
    QAbstractButton::leaveEvent(event);
    update();
}

FilterChips::FilterChips(ViewState* state, QWidget* parent)
    : QWidget(parent)
    , m_state(state)
{
    setObjectName(QStringLiteral("filterChips"));
    auto* layout = new FlowLayout(this);
    layout->setContentsMargins(length(this, 2), length(this, 1), length(this, 2), length(this, 1));
    layout->setSpacing(length(this, 1));
    m_clear = new QToolButton;
    m_clear->setObjectName(QStringLiteral("clearChips"));
    m_clear->setText(tr("Clear all"));
    m_clear->setToolTip(tr("Show everything (Ctrl+Shift+E)"));
    m_clear->setIcon(icon(QStringLiteral("clear")));
    m_clear->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_clear->setAutoRaise(true);
    m_clear->setFocusPolicy(Qt::StrongFocus);
    layout->addWidget(m_clear);
    QSizePolicy policy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_moment.setSingleShot(true);
    m_moment.setInterval(patience);
    connect(&m_moment, &QTimer::timeout, this, &FilterChips::settle);
    connect(m_clear, &QToolButton::clicked, m_state, &ViewState::widen);
    connect(m_state, &ViewState::changed, this, &FilterChips::follow);
    follow();
}

QStringList FilterChips::texts() const
{
    QStringList texts;
    for (const Entry& entry : m_entries)
        texts.append(entry.text);
    return texts;
}

QList<FilterChips::Entry> FilterChips::entries() const
{
    QList<Entry> entries;
    // What was opened last leaves least: it stands first.
    if (const QString rows = m_state->evidenceTitle(); !rows.isEmpty()) {
        const QString text = tr("Rows of %1").arg(singleLine(rows.toStdString()));
        entries.append({ text, text, [this] { m_state->clearEvidence(); } });
    }
    addPlaces(entries);
    addTerms(entries);
    addDays(entries);
    return entries;
}

void FilterChips::addTerms(QList<Entry>& entries) const
{
    const QByteArray text = m_state->values().filterText.toUtf8();
    const std::vector<FilterTerm>& terms = m_state->filter().terms;
    for (std::size_t i = 0; i < terms.size(); ++i) {
        const QString written = QString::fromUtf8(text.mid(
            static_cast<qsizetype>(terms[i].position), static_cast<qsizetype>(terms[i].length)));
        entries.append(
            { filterTermText(terms[i], written), written, [this, i] { m_state->removeTerm(i); } });
    }
}

void FilterChips::addPlaces(QList<Entry>& entries) const
{
    const ViewValues& values = m_state->values();
    const auto add
        = [&entries](FilterKey key, const QString& value, const std::function<void()>& remove) {
              const QString text = tr("%1: %2").arg(filterKeyTitle(key), value);
              entries.append({ text, text, remove });
          };
    if (!values.domain.isEmpty())
        add(FilterKey::Domain, singleLine(values.domain.toStdString()),
            [this] { m_state->setScope({}); });
    if (values.mx)
        add(FilterKey::Mx,
            values.mx->isEmpty() ? tr("none named") : singleLine(values.mx->toStdString()),
            [this] { m_state->setScope(m_state->values().domain); });
    if (!values.resultType.isEmpty())
        add(FilterKey::Result, singleLine(values.resultType.toStdString()),
            [this] { m_state->setScope(m_state->values().domain, m_state->values().mx); });
}

void FilterChips::addDays(QList<Entry>& entries) const
{
    const ViewValues& values = m_state->values();
    if (values.lastDays > 0) {
        const QString text = tr("Last %n day(s)", nullptr, pluralNumber(values.lastDays));
        entries.append({ text, text, [this] {
                            const ViewValues& now = m_state->values();
                            m_state->setPeriod(0, now.from, now.to);
                        } });
    }
    if (values.from.isValid()) {
        const QString text = daysText(values.from, values.to);
        entries.append({ text, tr("%1 (UTC)").arg(text), [this] { m_state->setDays({}, {}); } });
    }
}

FilterChip* FilterChips::addChip()
{
    auto* chip = new FilterChip(this);
    const qsizetype place = m_chips.size();
    chip->setObjectName(QStringLiteral("chip%1").arg(place));
    connect(chip, &QAbstractButton::clicked, this, [this, place] {
        // Taking it away exchanges the entries.
        const auto remove = m_entries.value(place).remove;
        if (remove)
            remove();
    });
    // The button that clears all stays the last one, also for the Tab key.
    QLayoutItem* clear = layout()->takeAt(layout()->count() - 1);
    layout()->addWidget(chip);
    layout()->addItem(clear);
    if (place > 0)
        setTabOrder(m_chips.last(), chip);
    setTabOrder(chip, m_clear);
    m_chips.append(chip);
    return chip;
}

void FilterChips::follow()
{
    m_entries = entries();
    while (m_chips.size() < m_entries.size())
        addChip();
    bool focused = m_clear->hasFocus();
    for (qsizetype i = 0; i < m_chips.size(); ++i) {
        FilterChip* chip = m_chips[i];
        focused |= chip->hasFocus();
        const bool used = i < m_entries.size();
        if (used) {
            chip->setText(m_entries[i].text);
            chip->setAccessibleName(tr("Remove %1").arg(m_entries[i].text));
            setPlainToolTip(*chip, tr("Remove: %1").arg(m_entries[i].toolTip));
            chip->updateGeometry();
            chip->update();
        } else if (chip->hasFocus() && !m_entries.isEmpty()) {
            // The keyboard stays here while there is something left to take away.
            m_chips[m_entries.size() - 1]->setFocus(Qt::OtherFocusReason);
        }
        chip->setVisible(used);
    }
    const bool any = !m_entries.isEmpty();
    if (!any && focused && parentWidget())
        focusNextChild();
    if (m_patient && isHidden() == any)
        m_moment.start();
    else
        settle();
}

void FilterChips::settle()
{
    m_moment.stop();
    setVisible(!m_entries.isEmpty());
    updateGeometry();
}

} // namespace mxlens
