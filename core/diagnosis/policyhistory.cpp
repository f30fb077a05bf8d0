// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/diagnosis/policyhistory.h"

#include "core/policy/mxpattern.h"
#include "core/policy/stspolicy.h"
#include "core/report/names.h"
#include "core/report/placeholders.h"
#include "core/report/resulttype.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace mxlens {

namespace {

PolicyContent contentOf(const Snapshot& snapshot, const PolicyForm& form)
{
    PolicyContent content;
    const std::string_view text = snapshot.text(form.text);
    content.type = form.policyType;
    switch (content.type) {
    case PolicyType::Sts:
        content.mode = form.policyMode;
        content.maxAge = checkStsPolicy(text).policy.maxAge;
        content.patterns = mxPatternsOf({}, text);
        if (content.patterns.empty())
            content.patterns = mxPatternsOf(snapshot.text(form.mxHosts), {});
        std::ranges::sort(content.patterns);
        break;
    case PolicyType::Tlsa:
        content.tlsa = checkTlsaRecords(text).records;
        std::ranges::sort(content.tlsa, {}, [](const TlsaRecord& record) {
            return std::tie(record.usage, record.selector, record.matching, record.data);
        });
        break;
    case PolicyType::Other:
        content.otherType = snapshot.text(form.type);
        break;
    case PolicyType::NoPolicyFound:
        break;
    }
    return content;
}

/// How changes are said in one language.
struct ChangeWords {
    std::string_view added, removed; ///< `{what}` is filled in.
    std::string_view mode, maxAge; ///< `{from}` and `{to}` are filled in.
    std::string_view unknown;
};

constexpr ChangeWords english{ "added {what}", "removed {what}", "mode {from} to {to}",
    "max_age {from} to {to}", "unknown" };
constexpr ChangeWords spanish{ "añadido: {what}", "quitado: {what}", "modo {from} a {to}",
    "max_age {from} a {to}", "desconocido" };

/// Writes what is different between two policies.
class ChangeList final {
public:
    explicit ChangeList(Language language)
        : m_words(language == Language::Spanish ? spanish : english)
    {
    }

    std::vector<std::string> between(const PolicyContent& before, const PolicyContent& after)
    {
        if (before.mode != after.mode)
            change(m_words.mode, modeText(before.mode), modeText(after.mode));
        if (before.maxAge != after.maxAge)
            change(m_words.maxAge, secondsText(before.maxAge), secondsText(after.maxAge));
        lists(before.patterns, after.patterns,
            [](const std::string& pattern) { return "mx " + pattern; });
        lists(before.tlsa, after.tlsa, [](const TlsaRecord& record) {
            return "TLSA " + std::to_string(record.usage) + ' ' + std::to_string(record.selector)
                + ' ' + std::to_string(record.matching) + ' ' + record.data;
        });
        return std::move(m_changes);
    }

private:
    std::string modeText(PolicyMode mode) const
    {
        const bool isNamed = mode != PolicyMode::Absent && mode != PolicyMode::Other;
        return std::string(isNamed ? policyModeName(mode) : m_words.unknown);
    }
    std::string secondsText(std::optional<std::int64_t> seconds) const
    {
        return seconds ? std::to_string(*seconds) : std::string(m_words.unknown);
    }

    void change(std::string_view words, const std::string& from, const std::string& to)
    {
        m_changes.push_back(filledText(words,
            [&](std::string_view name, const std::string&) { return name == "from" ? from : to; }));
    }

    template <typename Item, typename Text>
    void lists(const std::vector<Item>& before, const std::vector<Item>& after, Text text)
    {
        const auto say = [&](std::string_view words, const std::vector<Item>& items,
                             const std::vector<Item>& others) {
            for (const Item& item : items) {
                if (std::ranges::find(others, item) == others.end())
                    m_changes.push_back(filledText(
                        words, [&](std::string_view, const std::string&) { return text(item); }));
            }
        };
        say(m_words.added, after, before);
        say(m_words.removed, before, after);
    }

    const ChangeWords& m_words;
    std::vector<std::string> m_changes;
};

/// Sightings of a domain on their way to versions.
class Collector final {
public:
    Collector(const Snapshot& snapshot, const Background& background, Language language)
        : m_snapshot(snapshot)
        , m_language(language)
        , m_contents(snapshot, background)
        , m_background(background)
    {
    }

    void add(const ReporterView& view)
    {
        for (const PolicySighting& sighting : view.sightings) {
            if (sighting.day != noDay)
                m_sightings.push_back({ sighting, view.organization });
        }
    }

    std::vector<PolicyVersion> take()
    {
        std::ranges::stable_sort(
            m_sightings, {}, [](const Seen& seen) { return seen.sighting.day; });
        for (const Seen& seen : m_sightings)
            place(seen);
        dropEmptyOnes();
        for (std::size_t i = 0; i < m_versions.size(); ++i) {
            for (std::size_t before = i; before-- > 0;) {
                if (m_versions[before].content.type != m_versions[i].content.type)
                    continue;
                m_versions[i].changes
                    = ChangeList(m_language)
                          .between(alignedTo(m_versions[i].content, m_versions[before].content),
                              alignedTo(m_versions[before].content, m_versions[i].content));
                break;
            }
        }
        return std::move(m_versions);
    }

private:
    /// A sighting and who made it.
    struct Seen {
        PolicySighting sighting;
        StringId organization = 0;
    };

    /// What an organization saw last.
    struct LastSeen {
        std::size_t version = 0;
        Day day = noDay;
    };

    void place(const Seen& seen)
    {
        const PolicySighting& sighting = seen.sighting;
        const PolicyContent& content = m_contents.of(sighting.form);
        std::size_t index = m_versions.size();
        while (index-- > 0 && policiesDiffer(m_versions[index].content, content)) { }
        LastSeen& last = m_last[{ seen.organization, content.type }];
        if (index >= m_versions.size() || cameBack(index, last, sighting.day)) {
            index = m_versions.size();
            PolicyVersion& added = m_versions.emplace_back();
            added.content = content;
            added.text = m_snapshot.text(m_background.forms[sighting.form].text);
            added.firstPolicy = sighting.policy;
            added.firstDay = sighting.day;
            m_days.emplace_back();
        }
        PolicyVersion& version = m_versions[index];
        // Some reporters leave out what others write.
        version.content = alignedTo(content, version.content);
        version.lastDay = sighting.day;
        m_days[index].push_back(sighting.day);
        last = { index, sighting.day };
        const std::string organization(m_snapshot.text(seen.organization));
        const auto name = std::ranges::lower_bound(version.reporters, organization);
        if (name == version.reporters.end() || *name != organization)
            version.reporters.insert(name, organization);
    }

    // Whether a reporter comes back to a version that was given up for a later one: it was seen
    // less than that one since.
    bool cameBack(std::size_t index, const LastSeen& last, Day day) const
    {
        if (last.day == noDay || last.day == day || last.version <= index)
            return false;
        const Day since = m_versions[last.version].firstDay;
        const auto sightings = [&](std::size_t version) {
            const auto& days = m_days[version];
            return std::ranges::lower_bound(days, day) - std::ranges::upper_bound(days, since);
        };
        return since > m_versions[index].firstDay && sightings(last.version) > sightings(index);
    }

    // The content, and from the other what it leaves out.
    static PolicyContent alignedTo(const PolicyContent& other, PolicyContent content)
    {
        if (content.type != PolicyType::Sts)
            return content;
        if (content.patterns.empty())
            content.patterns = other.patterns;
        if (!content.maxAge)
            content.maxAge = other.maxAge;
        return content;
    }

    // Reports that name MTA-STS and show nothing of the policy tell of no version of their own.
    void dropEmptyOnes()
    {
        const auto isEmpty = [](const PolicyVersion& version) {
            return version.content.type == PolicyType::Sts
                && version.content.mode == PolicyMode::Absent && version.content.patterns.empty()
                && !version.content.maxAge;
        };
        const auto isShown = [&](const PolicyVersion& version) {
            return version.content.type == PolicyType::Sts && !isEmpty(version);
        };
        if (std::ranges::any_of(m_versions, isShown))
            std::erase_if(m_versions, isEmpty);
    }

    const Snapshot& m_snapshot;
    const Language m_language;
    PolicyContents m_contents;
    const Background& m_background;
    std::vector<Seen> m_sightings;
    std::vector<PolicyVersion> m_versions; ///< By first day.
    std::vector<std::vector<Day>> m_days; ///< Of the sightings of each version.
    std::map<std::pair<StringId, PolicyType>, LastSeen> m_last;
};

} // namespace

bool policiesDiffer(const PolicyContent& a, const PolicyContent& b)
{
    if (a.type != b.type || a.mode != b.mode || a.otherType != b.otherType || a.tlsa != b.tlsa)
        return true;
    const bool patternsDiffer
        = !a.patterns.empty() && !b.patterns.empty() && a.patterns != b.patterns;
    return patternsDiffer || (a.maxAge && b.maxAge && a.maxAge != b.maxAge);
}

PolicyContents::PolicyContents(const Snapshot& snapshot, const Background& background)
    : m_snapshot(snapshot)
    , m_background(background)
{
}

const PolicyContent& PolicyContents::of(std::uint32_t form)
{
    const auto known = m_known.find(form);
    return known != m_known.end()
        ? known->second
        : m_known.emplace(form, contentOf(m_snapshot, m_background.forms[form])).first->second;
}

std::vector<PolicyVersion> policyHistory(const Snapshot& snapshot, const Selection& selection,
    std::string_view domain, std::stop_token stop, Language language)
{
    const Background background = collectBackground(snapshot, selection, std::move(stop));
    Collector collector(snapshot, background, language);
    const std::string name = normalizedName(domain);
    for (const DomainView& view : background.domains) {
        if (snapshot.text(view.name) != name)
            continue;
        for (const std::uint32_t reporter : view.reporters)
            collector.add(background.reporters[reporter]);
    }
    return collector.take();
}

} // namespace mxlens
