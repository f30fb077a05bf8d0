// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/background.h"

#include "core/diagnosis/batch.h"
#include "core/query/grouping.h"
#include "core/query/spellings.h"

#include <algorithm>
#include <optional>

namespace mxlens {

namespace {

constexpr std::size_t mostTypes = 64; // RFC 8460 has 11; past this a report is nonsense.

// Details of one policy, added up.
struct DetailSums {
    Count all = Count::zero();
    Count largestType = Count::zero(); ///< Of one result type.
    bool known = true; ///< Every count is.
};

/// The view of a reporter on a domain: there already, or added.
std::uint32_t viewOf(Background& background, StringId domain, StringId organization)
{
    const std::uint32_t view = background.reporterIndex.of({ domain, organization, 0 });
    if (view < background.reporters.size())
        return view;
    const std::uint32_t index = background.domainIndex.of({ domain, 0, 0 });
    if (index == background.domains.size())
        background.domains.emplace_back().name = domain;
    background.domains[index].reporters.push_back(view);
    ReporterView& added = background.reporters.emplace_back();
    added.domain = index;
    added.organization = organization;
    return view;
}

/// Collects one report after the other.
class Collector final {
public:
    Collector(const Snapshot& snapshot, Background& result)
        : m_snapshot(snapshot)
        , m_result(result)
        , m_applied(snapshot)
        , m_organizations(snapshot.kept<Organizations>())
        , m_resultTypes(snapshot.kept<ResultTypes>())
    {
    }

    void add(const ReportGroup& group)
    {
        const auto& policies = group.report.segment->policies;
        const auto& reports = group.report.segment->reports;
        const StringId organization = m_organizations.of(reports.organization[group.report.row]);
        m_tallies.clear();
        for (const std::uint32_t row : group.policies) {
            const std::uint32_t view = viewOf(m_result, policies.domainKey[row], organization);
            Tally& tally = tallyOf(view);
            const PolicyType type = m_applied.typeOf(policies.type[row]);
            tally.sessions.add(type, policies.successful[row], policies.failed[row]);
            const AppliedPolicy applied = m_applied.of(policies, row);
            if (applied == AppliedPolicy::Enforce || applied == AppliedPolicy::Dane)
                tally.refused.add(type, policies.failed[row]);
            if (policies.failed[row].known())
                tally.told.add(type, policies.successful[row], policies.failed[row]);
            if (type != PolicyType::Tlsa)
                tally.besideDane.add(type, policies.failed[row]);
            addPolicy(group.report, row, view);
        }
        const Day day = reports.day[group.report.row];
        for (const Tally& tally : m_tallies)
            m_days.add(tally.view,
                { day, tally.sessions.figures(), tally.refused.sum(), tally.besideDane.sum(),
                    tally.told.figures().sessions });
        if (m_days.full() || m_sightings.full())
            flush();
    }

    /// Hands what is collected to the views; to be called at the end, too.
    void flush()
    {
        m_days.flush([this](std::uint32_t view, const DaySessions& day) {
            addFigures(m_result.reporters[view], day);
        });
        m_sightings.flush([this](std::uint32_t view, const PolicySighting& sighting) {
            auto& sightings = m_result.reporters[view].sightings;
            if (sightings.empty() || sightings.back().day != sighting.day
                || sightings.back().form != sighting.form)
                sightings.push_back(sighting);
        });
    }

private:
    struct Tally {
        std::uint32_t view = 0;
        DomainTally sessions, told;
        FailedSum refused, besideDane;
    };

    // A report has few domains, and policies of one stand together; one with very many domains is
    // looked up in a table.
    Tally& tallyOf(std::uint32_t view)
    {
        constexpr std::size_t few = 16;
        for (std::size_t i = m_tallies.size(); i-- > 0 && m_tallies.size() <= few;) {
            if (m_tallies[i].view == view)
                return m_tallies[i];
        }
        if (m_tallies.size() >= few) {
            m_places.resize(std::max<std::size_t>(m_places.size(), m_result.reporters.size()));
            if (m_tallies.size() == few) {
                for (std::uint32_t i = 0; i < few; ++i)
                    m_places[m_tallies[i].view] = i;
            }
            const std::uint32_t place = m_places[view];
            if (place < m_tallies.size() && m_tallies[place].view == view)
                return m_tallies[place];
            m_places[view] = static_cast<std::uint32_t>(m_tallies.size());
        }
        m_tallies.push_back({ view, {}, {}, {}, {} });
        return m_tallies.back();
    }

    void addFigures(ReporterView& view, const DaySessions& day)
    {
        ++view.reports;
        view.figures += day.figures;
        if (day.day == noDay)
            return;
        if (!view.days.empty() && view.days.back().day == day.day)
            view.days.back().add(day);
        else
            view.days.push_back(day);
    }

    void addPolicy(const RowPlace& report, std::uint32_t row, std::uint32_t view)
    {
        const auto& policies = report.segment->policies;
        const Snapshot::Part& part = m_snapshot.parts()[report.segmentIndex];
        const Day day = report.segment->reports.day[report.row];
        const std::uint32_t form = m_forms.of(
            { policies.policyText[row], policies.mxHosts[row], typeAndMode(policies, row) });
        if (form == m_result.forms.size())
            m_result.forms.push_back({ policies.type[row], policies.mode[row],
                policies.policyText[row], policies.mxHosts[row],
                m_applied.typeOf(policies.type[row]), m_applied.modeOf(policies.mode[row]) });
        m_sightings.add(view, { day, form, part.firstPolicy + row });
        if (!countsFit(*report.segment, row))
            m_result.reporters[view].faults.push_back({ day, part.firstPolicy + row,
                part.firstReport + report.row, m_applied.typeOf(policies.type[row]),
                m_applied.of(policies, row), policies.failed[row],
                policies.firstFailure[row] == policies.firstFailure[row + 1] });
    }

    std::uint32_t typeAndMode(const Segment::Policies& policies, std::uint32_t row)
    {
        return m_types.of({ policies.type[row], policies.mode[row], 0 });
    }

    // Result types may overlap (RFC 8460 section 4), so all details together may be more than the
    // summary; those of one type may not, and details should not leave failures out.
    bool countsFit(const Segment& segment, std::uint32_t row)
    {
        const Count failed = segment.policies.failed[row];
        const std::uint32_t begin = segment.policies.firstFailure[row];
        const std::uint32_t end = segment.policies.firstFailure[row + 1];
        if (!failed.known() || (begin == end && failed.valueOr(0) == 0))
            return true;
        const DetailSums sums = sumsOf(segment.failures, begin, end);
        return !sums.known || (sums.largestType <= failed && sums.all >= failed);
    }

    DetailSums sumsOf(const Segment::Failures& failures, std::uint32_t begin, std::uint32_t end)
    {
        DetailSums sums;
        m_byType.clear();
        for (std::uint32_t row = begin; row < end; ++row) {
            const Count count = failures.count[row];
            sums.known = sums.known && count.known();
            sums.all += count;
            const StringId type = m_resultTypes.of(failures.resultType[row]);
            if (m_byType.empty() || m_byType.back().first != type) {
                sums.known = sums.known && m_byType.size() < mostTypes;
                if (!sums.known)
                    return sums;
                const auto known
                    = std::ranges::find(m_byType, type, &std::pair<StringId, Count>::first);
                // The type of the last row stands last, so that runs of one type cost nothing.
                if (known != m_byType.end())
                    std::iter_swap(known, m_byType.end() - 1);
                else
                    m_byType.emplace_back(type, Count::zero());
            }
            m_byType.back().second += count;
        }
        for (const auto& [type, count] : m_byType)
            sums.largestType = larger(sums.largestType, count);
        return sums;
    }

    const Snapshot& m_snapshot;
    Background& m_result;
    AppliedPolicies m_applied;
    const Organizations& m_organizations;
    const ResultTypes& m_resultTypes;
    DenseIndex m_forms, m_types;
    Batch<DaySessions> m_days;
    Batch<PolicySighting> m_sightings;
    std::vector<Tally> m_tallies; ///< Of the present report.
    std::vector<std::uint32_t> m_places; ///< Of views in m_tallies, where there are many.
    std::vector<std::pair<StringId, Count>> m_byType;
};

/// Puts together what was collected from neighbouring shares of a selection, as if it had been
/// collected in one go.
class Joiner final {
public:
    Joiner(std::vector<Background>& parts, Background& result)
        : m_parts(parts)
        , m_result(result)
    {
        std::vector<std::vector<std::uint32_t>> views;
        for (const Background& part : parts) {
            joinForms(part);
            std::vector<std::uint32_t>& viewsOfPart = views.emplace_back();
            for (const ReporterView& view : part.reporters)
                viewsOfPart.push_back(
                    viewOf(result, part.domains[view.domain].name, view.organization));
        }
        m_places.assign(result.reporters.size() * parts.size(), DenseIndex::none);
        for (std::size_t part = 0; part < parts.size(); ++part) {
            for (std::uint32_t view = 0; view < views[part].size(); ++view)
                m_places[views[part][view] * parts.size() + part] = view;
        }
    }

    /// Puts one reporter together. Different ones may be on different threads.
    void join(std::size_t index) const
    {
        ReporterView& view = m_result.reporters[index];
        std::size_t days = 0;
        std::size_t sightings = 0;
        forEachPart(index, [&](std::size_t, const ReporterView& part) {
            days += part.days.size();
            sightings += part.sightings.size();
        });
        view.days.reserve(days);
        view.sightings.reserve(sightings);
        forEachPart(index, [&](std::size_t number, ReporterView& part) {
            view.days.insert(view.days.end(), part.days.begin(), part.days.end());
            joinSightings(number, part.sightings, view.sightings);
            view.faults.insert(view.faults.end(), part.faults.begin(), part.faults.end());
            view.figures += part.figures;
            view.reports += part.reports;
            part = {};
        });
    }

private:
    void joinForms(const Background& part)
    {
        std::vector<std::uint32_t>& formsOfPart = m_forms.emplace_back();
        for (const PolicyForm& form : part.forms) {
            const std::uint32_t typeAndMode = m_types.of({ form.type, form.mode, 0 });
            const std::uint32_t index = m_formIndex.of({ form.text, form.mxHosts, typeAndMode });
            if (index == m_result.forms.size())
                m_result.forms.push_back(form);
            formsOfPart.push_back(index);
        }
    }

    template <typename Each> void forEachPart(std::size_t index, const Each& each) const
    {
        for (std::size_t part = 0; part < m_parts.size(); ++part) {
            const std::uint32_t place = m_places[index * m_parts.size() + part];
            if (place != DenseIndex::none)
                each(part, m_parts[part].reporters[place]);
        }
    }

    void joinSightings(std::size_t part, const std::vector<PolicySighting>& from,
        std::vector<PolicySighting>& to) const
    {
        for (PolicySighting sighting : from) {
            sighting.form = m_forms[part][sighting.form];
            if (to.empty() || to.back().day != sighting.day || to.back().form != sighting.form)
                to.push_back(sighting);
        }
    }

    std::vector<Background>& m_parts;
    Background& m_result;
    DenseIndex m_formIndex, m_types;
    std::vector<std::vector<std::uint32_t>> m_forms; ///< By part and its index there.
    std::vector<std::uint32_t> m_places; ///< In each part; by reporter, then by part.
};

// Puts days in order and joins what lies on the same one.
void tidy(std::vector<DaySessions>& days)
{
    // In order and each day once, as reports mostly come.
    if (std::ranges::is_sorted(days, std::ranges::less_equal{}, &DaySessions::day))
        return;
    sortByDay(days);
    std::size_t last = 0;
    for (std::size_t i = 1; i < days.size(); ++i) {
        if (days[i].day == days[last].day)
            days[last].add(days[i]);
        else
            days[++last] = days[i];
    }
    days.resize(last + 1);
}

SessionFigures sumBetween(const std::vector<DaySessions>& days, Day first, Day last)
{
    SessionFigures sum;
    for (auto day = std::ranges::lower_bound(days, first, {}, &DaySessions::day);
         day != days.end() && day->day <= last; ++day)
        sum += day->figures;
    return sum;
}

// Days of all reporters of a domain. A table by day is the fast way where there are no wild dates.
void addDays(const Background& background, DomainView& domain)
{
    std::size_t count = 0;
    for (const std::uint32_t index : domain.reporters) {
        const ReporterView& view = background.reporters[index];
        if (view.days.empty())
            continue;
        count += view.days.size();
        domain.firstDay = domain.firstDay == noDay ? view.firstDay()
                                                   : std::min(domain.firstDay, view.firstDay());
        domain.lastDay = std::max(domain.lastDay, view.lastDay());
    }
    if (count == 0)
        return;
    const auto span = static_cast<std::size_t>(domain.lastDay - domain.firstDay) + 1;
    const bool table = span <= 2 * count + 64;
    std::vector<DaySessions> days(table ? span : 0);
    for (const std::uint32_t index : domain.reporters) {
        for (const DaySessions& day : background.reporters[index].days) {
            if (!table) {
                days.push_back(day);
                continue;
            }
            DaySessions& sum = days[static_cast<std::size_t>(day.day - domain.firstDay)];
            sum.day = day.day;
            sum.add(day);
        }
    }
    std::erase_if(days, [](const DaySessions& day) { return day.day == noDay; });
    tidy(days);
    domain.days = std::move(days);
}

} // namespace

SessionFigures ReporterView::between(Day first, Day last) const
{
    return sumBetween(days, first, last);
}

SessionFigures DomainView::between(Day first, Day last) const
{
    return sumBetween(days, first, last);
}

const DomainView* Background::domain(StringId name) const
{
    const std::uint32_t index = domainIndex.find({ name, 0, 0 });
    return index == DenseIndex::none ? nullptr : &domains[index];
}

const ReporterView* Background::reporter(StringId domainName, StringId organization) const
{
    const std::uint32_t index = reporterIndex.find({ domainName, organization, 0 });
    return index == DenseIndex::none ? nullptr : &reporters[index];
}

Background collectBackground(
    const Snapshot& snapshot, const Selection& selection, std::stop_token stop)
{
    const std::vector<ReportShare> shares = reportShares(snapshot, selection);
    std::vector<Background> parts(shares.size());
    inParallel(shares.size(), [&](std::size_t i) {
        Collector collector(snapshot, parts[i]);
        forEachReport(snapshot, selection, shares[i], stop,
            [&collector](const ReportGroup& group) { collector.add(group); });
        collector.flush();
    });
    Background result;
    std::optional<Joiner> joiner;
    if (parts.size() > 1)
        joiner.emplace(parts, result);
    else
        result = std::move(parts.front());
    inStretches(result.reporters.size(), [&](std::size_t i) {
        if (joiner)
            joiner->join(i);
        tidy(result.reporters[i].days);
        sortByDay(result.reporters[i].sightings);
    });
    for (const ReporterView& view : result.reporters)
        result.domains[view.domain].figures += view.figures;
    inParallel(result.domains.size(), [&](std::size_t i) { addDays(result, result.domains[i]); });
    return result;
}

} // namespace mxlens
