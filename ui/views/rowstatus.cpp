// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/rowstatus.h"

#include "core/query/rowsums.h"
#include "ui/models/cells.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/theme.h"
#include "ui/views/recordtabs.h"

#include <QCoreApplication>

#include <algorithm>

namespace mxlens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::RowStatus)
};

QString counted(const char* text, std::size_t number)
{
    return QCoreApplication::translate(
        "mxlens::RowStatus", text, nullptr, pluralNumber(static_cast<qint64>(number)))
        .arg(numberText(static_cast<qint64>(number)));
}

QString sessionSums(const SessionFigures& figures)
{
    return Words::tr("%1 of %2 sessions failed")
        .arg(countText(figures.failed), countText(figures.sessions));
}

} // namespace

QString rowSums(const Snapshot& snapshot, RowKind kind, const std::vector<RowId>& rows,
    const std::stop_token& stop)
{
    switch (kind) {
    case RowKind::Failure:
        return Words::tr("%1 failed").arg(countText(failuresOfDetails(snapshot, rows, stop)));
    case RowKind::Policy:
        return sessionSums(figuresOfPolicies(snapshot, rows, stop));
    case RowKind::Report:
        return sessionSums(figuresOfReports(snapshot, rows, stop));
    default:
        return {}; // nothing that adds up
    }
}

RowStatus::RowStatus(RecordTabs* tabs, QWidget* parent)
    : QLabel(parent)
    , m_tabs(tabs)
{
    setObjectName(QStringLiteral("rowStatus"));
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setForegroundRole(QPalette::PlaceholderText);
    setContentsMargins(length(this, 2), length(this, 1), length(this, 2), length(this, 1));
    setToolTip(tr("Selected rows add up as the headline does: sts and tlsa policies of one report "
                  "and domain are the same sessions."));
    setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(tabs, &RecordTabs::shownRowsChanged, this, &RowStatus::follow);
    connect(tabs, &RecordTabs::selectedRowsChanged, this, &RowStatus::follow);
    follow();
}

void RowStatus::follow()
{
    const std::size_t rows = m_tabs->shownRowCount();
    QString all;
    if (rows > 0 || m_tabs->knowsShownRows())
        all = counted(QT_TRANSLATE_N_NOOP("mxlens::RowStatus", "%1 row(s)"), rows);
    if (const std::size_t groups = m_tabs->shownGroupCount(); groups > 0)
        all += QLatin1Char(' ')
            + counted(QT_TRANSLATE_N_NOOP("mxlens::RowStatus", "in %1 group(s)"), groups);
    // They stand there whatever is chosen at the side, and nobody should wonder why.
    if (const std::size_t others = m_tabs->sourcesWithoutReport(); others > 0)
        all += QStringLiteral("   ")
            //: below the table of sources
            + tr("%1 of them without a report, so without days and domain to narrow them by")
                  .arg(numberText(static_cast<qint64>(others)));
    // Without a word there is nothing to mark, and nothing to come to by keyboard.
    setFocusPolicy(all.isEmpty() ? Qt::NoFocus : Qt::ClickFocus);
    const std::vector<RowId> selected = m_tabs->selectedRows();
    const std::shared_ptr<const Snapshot> snapshot = m_tabs->snapshot();
    // One row says what it says itself.
    if (selected.size() < 2 || !snapshot) {
        m_adding.cancel();
        setText(all);
        return;
    }
    m_adding.start([this, all, snapshot, kind = m_tabs->shownTab(), picked = selected](
                       const std::stop_token& stop) mutable -> LatestTask::Done {
        // The row of an open group and those below it are the same details.
        std::sort(picked.begin(), picked.end());
        picked.erase(std::unique(picked.begin(), picked.end()), picked.end());
        const QString start = all + QStringLiteral("   ")
            + counted(QT_TRANSLATE_N_NOOP("mxlens::RowStatus", "%1 selected"), picked.size());
        const QString sums = rowSums(*snapshot, kind, picked, stop);
        return [this, start, sums] {
            setText(sums.isEmpty() ? start : tr("%1: %2").arg(start, sums));
        };
    });
}

} // namespace mxlens
