// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/query/detailplaces.h"

#include "core/query/numbermap.h"
#include "core/query/parallel.h"
#include "core/query/policytypes.h"
#include "core/query/rowruns.h"
#include "core/query/spellings.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace mxlens {

/// Numbers the places of some parts, in the order in which they come. One thread.
class DetailPlaces::Numbering final {
public:
    explicit Numbering(const Snapshot& snapshot)
        : m_types(snapshot)
        , m_resultTypes(snapshot.kept<ResultTypes>())
    {
    }

    /// places: of the part's failures, to be filled.
    void number(const Segment& segment, std::uint32_t* places)
    {
        const NumberView reports = segment.reports.firstPolicy.view();
        for (std::size_t report = 0; report < segment.reports.key.size(); ++report)
            numberReport(segment, reports[report], reports[report + 1], places);
    }

    std::uint32_t mxNumber(StringId domain, StringId name)
    {
        return numberOf(m_mxNumbers, pairKey(domain, name), m_mxs, { domain, name });
    }
    std::uint32_t placeNumber(std::uint32_t mx, StringId type)
    {
        return numberOf(m_placeNumbers, pairKey(mx, type), m_table, { mx, type });
    }

    std::vector<Mx>& mxs() { return m_mxs; }
    std::vector<Place>& table() { return m_table; }

private:
    template <typename What>
    static std::uint32_t numberOf(NumberMap<std::uint32_t>& numbers, std::uint64_t key,
        std::vector<What>& list, const What& what)
    {
        std::uint32_t& number = numbers[key]; // from 1
        if (number == 0) {
            list.push_back(what);
            number = static_cast<std::uint32_t>(list.size());
        }
        return number - 1;
    }

    void numberReport(
        const Segment& segment, std::uint32_t begin, std::uint32_t end, std::uint32_t* places)
    {
        const auto& policies = segment.policies;
        const auto& failures = segment.failures;
        if (begin == end || policies.firstFailure[begin] == policies.firstFailure[end])
            return;
        TwiceCounted twice;
        for (std::uint32_t policy = begin; policy < end; ++policy)
            twice.add(m_types.of(policies.type[policy]));
        const std::uint32_t mark = twice ? ofBoth : 0;
        for (std::uint32_t policy = begin; policy < end; ++policy) {
            const StringId domain = policies.domainKey[policy];
            const std::uint32_t behind = policies.firstFailure[policy + 1];
            for (std::uint32_t row = policies.firstFailure[policy]; row < behind; ++row)
                places[row] = knownPlace(domain, failures.mxKey[row],
                                  m_resultTypes.of(failures.resultType[row]))
                    | mark;
        }
    }

    // A few places come again and again: those that came last are at hand, by what their ids make
    // together.
    std::uint32_t knownPlace(StringId domain, StringId mx, StringId type)
    {
        const std::uint32_t mixed = (domain * 3 + mx * 5 + type) * 0x9E3779B1u;
        Known& known = m_known[mixed >> (32 - knownBits)];
        if (!known.set || known.mx != mx || known.type != type || known.domain != domain)
            known = { domain, mx, type, placeNumber(mxNumber(domain, mx), type), true };
        return known.place;
    }

    struct Known {
        StringId domain = 0, mx = 0, type = 0;
        std::uint32_t place = 0;
        bool set = false;
    };
    static constexpr unsigned knownBits = 12;

    PolicyTypes m_types;
    const ResultTypes& m_resultTypes;
    NumberMap<std::uint32_t> m_mxNumbers, m_placeNumbers;
    std::vector<Mx> m_mxs;
    std::vector<Place> m_table;
    std::vector<Known> m_known = std::vector<Known>(std::size_t{ 1 } << knownBits);
};

DetailPlaces::DetailPlaces(const Snapshot& snapshot)
    : m_places(snapshot.failureCount())
{
    // Each thread numbers the places of its parts by itself; those of the first one stay.
    const auto& parts = snapshot.parts();
    const std::size_t stretches = std::clamp<std::size_t>(parts.size(), 1, processors());
    const auto partsOf = [&](std::size_t stretch) {
        return std::pair(
            parts.size() * stretch / stretches, parts.size() * (stretch + 1) / stretches);
    };
    std::vector<Numbering> numberings(stretches, Numbering(snapshot));
    inParallel(stretches, [&](std::size_t stretch) {
        const auto [begin, end] = partsOf(stretch);
        for (std::size_t part = begin; part < end; ++part)
            numberings[stretch].number(
                *parts[part].segment, m_places.data() + parts[part].firstFailure);
    });
    Numbering& all = numberings.front();
    std::vector<std::vector<std::uint32_t>> renumbered(stretches);
    for (std::size_t stretch = 1; stretch < stretches; ++stretch) {
        Numbering& some = numberings[stretch];
        for (const Place& place : some.table()) {
            const Mx& mx = some.mxs()[place.mx];
            renumbered[stretch].push_back(
                all.placeNumber(all.mxNumber(mx.domain, mx.name), place.resultType));
        }
    }
    inParallel(stretches, [&](std::size_t stretch) {
        const auto [begin, end] = partsOf(stretch);
        const std::vector<std::uint32_t>& numbers = renumbered[stretch];
        for (std::size_t part = begin; stretch > 0 && part < end; ++part) {
            const RowId first = parts[part].firstFailure;
            const std::size_t count = FailureRows::count(*parts[part].segment);
            for (std::size_t row = first; row < first + count; ++row)
                m_places[row] = numbers[m_places[row] & ~ofBoth] | (m_places[row] & ofBoth);
        }
    });
    m_mxs = std::move(all.mxs());
    m_table = std::move(all.table());
}

} // namespace mxlens
