// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/query/filter.h"
#include "core/query/trendsplit.h"
#include "core/store/snapshot.h"

#include <QDate>
#include <QObject>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

namespace mxlens {

struct RowEvidence;

/// What narrows the view: everything that a person can go back to. A value.
struct ViewValues {
    QString filterText; ///< Always one that parses.
    QString domain; ///< Chosen in the tree, normalized; empty for all.
    std::optional<QString> mx; ///< Chosen MX, normalized; an empty text stands for "no MX named".
    QString resultType; ///< Chosen result type as written; empty for all.
    int lastDays = 0; ///< Days back from the last report's day; 0 for all.
    QDate from, to; ///< Days selected in the chart, both inclusive; invalid without a selection.
    /// The rows that a figure of a problem comes from; null where no such figure is opened.
    std::shared_ptr<const RowEvidence> evidence;

    friend bool operator==(const ViewValues&, const ViewValues&) = default;
};

/// How the chart looks at what is left: a person goes back to it as well, and it leaves nothing
/// out.
struct ChartLook {
    SplitBy split = SplitBy::Nothing;
    QDate zoomFrom, zoomTo; ///< Days that it shows, both inclusive; invalid for all.

    friend bool operator==(const ChartLook&, const ChartLook&) = default;
};

/// Which table a row belongs to.
enum class RowKind { None, Failure, Policy, Report, Source, Problem, Domain };

/// The row that the details are about.
struct SelectedRow {
    RowKind kind = RowKind::None;
    RowId id = 0;
    bool ofGroup = false; ///< Stands for a group of failure details; id is that of the first one.
    friend bool operator==(const SelectedRow&, const SelectedRow&) = default;
};

/// What every view shares: filter, chosen domain or MX, days, split and zoom of the chart and the
/// selected row. Views change it and follow it; no view talks to another. Going back and forward
/// covers ViewValues and ChartLook, not the selected row. GUI thread.
class ViewState final : public QObject {
    Q_OBJECT
public:
    explicit ViewState(QObject* parent = nullptr);

    const ViewValues& values() const { return m_now.values; }
    const ChartLook& look() const { return m_now.look; }
    /// The filter text parsed.
    const Filter& filter() const { return m_filter; }
    /// Why the text given last does not parse; the filter before it stays in force, without a word
    /// that was typed by half then.
    const std::optional<FilterError>& filterError() const { return m_error; }
    SelectedRow selected() const { return m_selected; }
    /// Whether nothing is left out.
    bool isWide() const { return values() == ViewValues(); }
    /// Whether the chart shows less than the whole time.
    bool isZoomed() const { return look().zoomFrom.isValid(); }

    /// Takes a new filter text; one that does not parse sets filterError() and changes nothing
    /// else.
    void setFilterText(const QString& text);
    /// The same while it is being typed: what is typed in one go is taken back in one step.
    void typeFilterText(const QString& text);
    /// Changes the filter text so that only rows with that value of a key are left; negated: so
    /// that they are left out. What is not a key changes nothing.
    void addTerm(const QString& key, const QString& value, bool negated);
    /// Several values of one key as one term: `key:a,b`, or `-key:a,b`; none takes the term away.
    void setTermValues(FilterKey key, bool negated, const QStringList& values);
    /// Takes the term at that place in filter().terms away.
    void removeTerm(std::size_t index);
    /// Chooses a place in the domain tree; an empty domain chooses everything.
    void setScope(const QString& domain, const std::optional<QString>& mx = std::nullopt,
        const QString& resultType = QString());
    void setLastDays(int days);
    /// Both in one step.
    void setPeriod(int lastDays, QDate from, QDate to);
    /// Selects days, both inclusive; invalid dates clear the selection.
    void setDays(QDate from, QDate to);
    void setSplit(SplitBy split);
    /// Shows those days in the chart, both inclusive; invalid dates show all. goesOn: one of many
    /// small steps, such as those of a wheel, that are taken back in one.
    void setZoom(QDate from, QDate to, bool goesOn = false);
    /// Leaves nothing but these rows of what is shown.
    void showEvidence(std::shared_ptr<const RowEvidence> evidence);
    /// What the rows prove that the view is narrowed to; empty where it is not.
    QString evidenceTitle() const;
    void clearEvidence();
    /// Forgets rows of another load than that of snapshot, for they are gone; going back leads to
    /// none of them either.
    void dropEvidenceOutside(const Snapshot& snapshot);
    /// Leaves nothing out any more, and shows the whole time.
    void widen();
    /// Leaves no row out any more.
    void showAllRows();
    /// Takes values that were kept from another time, as far as they make sense: no way back.
    void restore(const ViewValues& values, const ChartLook& look);
    /// Back to the start for a new set of reports: no history either. The split stays.
    void reset();
    void setSelected(SelectedRow row);

    bool canGoBack() const { return !m_back.empty(); }
    bool canGoForward() const { return !m_forward.empty(); }
    void goBack();
    void goForward();

signals:
    /// values() changed.
    void changed();
    /// look() changed.
    void lookChanged();
    void filterErrorChanged();
    /// canGoBack() or canGoForward() may have changed.
    void historyChanged();
    void selectedChanged();

private:
    /// Where a person was.
    struct Step {
        ViewValues values;
        ChartLook look;
        friend bool operator==(const Step&, const Step&) = default;
    };
    /// What goes on in small steps that are taken back in one.
    enum class Run { None, Typing, Zooming };

    void takeText(const QString& text, Run run);
    void dropHalfWord(const QString& text);
    void change(const ViewValues& values);
    void change(const Step& step, Run run);
    void apply(const Step& step);
    void move(std::vector<Step>& from, std::vector<Step>& to);
    void setError(const std::optional<FilterError>& error);

    Run m_run = Run::None; ///< What the last change was part of, and may go on.
    Step m_now;
    Filter m_filter;
    std::optional<FilterError> m_error;
    SelectedRow m_selected;
    std::vector<Step> m_back, m_forward;
};

} // namespace mxlens
