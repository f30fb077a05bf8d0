// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/periodbox.h"

#include "ui/dialogs/daysdialog.h"

#include <QLocale>
#include <QSignalBlocker>

namespace mxlens {

namespace {

// Data of the entry that stands for the days selected in the chart.
constexpr int selectedDays = -1;
// Data of the entry that asks for days.
constexpr int otherDays = -2;

QString rangeText(QDate from, QDate to)
{
    const QLocale locale;
    const QString format = QStringLiteral("d MMM yyyy");
    if (from == to)
        return locale.toString(from, format);
    return QStringLiteral("%1 \u2013 %2")
        .arg(locale.toString(from, format), locale.toString(to, format));
}

} // namespace

PeriodBox::PeriodBox(ViewState* state, QWidget* parent)
    : QComboBox(parent)
    , m_state(state)
{
    setObjectName(QStringLiteral("periodBox"));
    setAccessibleName(tr("Period"));
    setToolTip(tr("Days that count (UTC), up to the day of the last report.\n"
                  "Shift+drag in the chart selects days too."));
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    addItem(tr("All days"), 0);
    addItem(tr("Last 7 days"), 7);
    addItem(tr("Last 30 days"), 30);
    addItem(tr("Last 90 days"), 90);
    addItem(tr("From \u2026 to \u2026"), otherDays);
    connect(this, &QComboBox::activated, this, &PeriodBox::choose);
    connect(m_state, &ViewState::changed, this, &PeriodBox::follow);
    follow();
}

void PeriodBox::choose(int index)
{
    const int days = itemData(index).toInt();
    if (days == selectedDays)
        return;
    if (days == otherDays) {
        follow(); // until somebody says which
        chooseDays();
        return;
    }
    // One step for the person, so one step back: the days in the chart go with it.
    m_state->setPeriod(days, {}, {});
}

void PeriodBox::setReportDays(QDate first, QDate last)
{
    m_first = first;
    m_last = last;
}

void PeriodBox::chooseDays()
{
    const ViewValues& values = m_state->values();
    QDate from = values.from, to = values.to;
    if (!from.isValid()) {
        to = m_last.isValid() ? m_last : QDate::currentDate();
        from = values.lastDays > 0 ? to.addDays(1 - values.lastDays)
            : m_first.isValid()    ? m_first
                                   : to.addDays(-29);
    }
    auto* dialog = new DaysDialog(from, to, m_first, m_last, window());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this,
        [this, dialog] { m_state->setPeriod(0, dialog->from(), dialog->to()); });
    dialog->open();
}

void PeriodBox::follow()
{
    const QSignalBlocker quiet(this);
    const ViewValues& values = m_state->values();
    const int extra = findData(selectedDays);
    if (!values.from.isValid()) {
        if (extra >= 0)
            removeItem(extra);
        setCurrentIndex(findData(values.lastDays));
        return;
    }
    const QString text = rangeText(values.from, values.to);
    if (extra >= 0)
        setItemText(extra, text);
    else
        insertItem(count() - 1, text, selectedDays);
    setCurrentIndex(findData(selectedDays));
}

} // namespace mxlens
