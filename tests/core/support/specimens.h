// SPDX-License-Identifier: GPL-3.0-or-later
// Files such as a folder of reports may hold: good ones and damaged ones, in every form.
#pragma once

#include "tests/core/support/compoundwriter.h"
#include "tests/core/support/damage.h"
#include "tests/core/support/inputfixtures.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace fixtures {

/// A file, and what must be found in it.
struct Specimen {
    std::string name;
    std::string bytes;
    /// Sources that it is listed as; nothing where the container itself is damaged: one at least.
    std::optional<std::size_t> sources;
    std::vector<std::string> good; ///< Ids of the reports that must be read from it, in order.
    bool untouched = false; ///< Nothing in it is damaged: there must be no other report.
};

/// Makes specimens from a seed.
class SpecimenMaker final {
public:
    explicit SpecimenMaker(std::uint64_t seed)
        : m_dice(seed)
    {
    }

    /// The next one. Every third is a good file, every third holds damaged members in a container
    /// that is sound, and every third is damaged itself.
    Specimen next()
    {
        static constexpr std::array<std::string_view, 10> forms{ "json", "gz", "gzgz", "eml",
            "mbox", "zip", "tar", "tar.gz", "msg", "zip.eml" };
        const std::size_t number = m_number++;
        const std::string_view form = forms[number / 3 % forms.size()];
        Specimen result;
        result.name = std::to_string(100000 + number);
        const bool single = form == "json" || form == "gz" || form == "gzgz";
        const std::size_t members
            = single || form == "eml" || form == "msg" ? 1 : 1 + m_dice.below(4);
        for (std::size_t i = 0; i < members; ++i)
            m_members.push_back(member(number % 3 == 1 && (i == 0 || m_dice.oneIn(3))));
        result.sources = members;
        for (const Made& made : m_members) {
            if (made.good)
                result.good.push_back(made.id);
        }
        result.bytes = packed(form);
        m_members.clear();
        result.untouched = number % 3 == 0;
        static constexpr std::array<std::string_view, 3> kinds{ "good", "members", "damaged" };
        result.name += '-' + std::string(kinds[number % 3]) + '.' + std::string(form);
        if (number % 3 == 2) {
            damageFile(result, form);
            result.sources.reset();
            result.good.clear();
        }
        return result;
    }

private:
    struct Made {
        std::string id;
        std::string json;
        bool good = true;
        bool badPacking = false; ///< Its gzip is to be damaged.
    };

    std::string json(const std::string& id)
    {
        std::string policies;
        for (std::size_t i = 0; i < 1 + m_dice.below(3); ++i) {
            std::string details;
            for (std::size_t k = 0; k < m_dice.below(4); ++k)
                details += std::string(k == 0 ? "" : ",")
                    + R"({"result-type":"certificate-expired","sending-mta-ip":"192.0.2.)"
                    + std::to_string(m_dice.below(256)) + R"(","receiving-mx-hostname":"mx)"
                    + std::to_string(k) + R"(.example.com","failed-session-count":)"
                    + std::to_string(m_dice.below(100)) + '}';
            policies += std::string(i == 0 ? "" : ",")
                + R"({"policy":{"policy-type":"sts","policy-string":["version: STSv1",)"
                  R"("mode: testing","mx: *.example.com","max_age: 86400"],"policy-domain":")"
                + std::to_string(i)
                + R"(.example.com","mx-host":["*.example.com"]},"summary":{)"
                  R"("total-successful-session-count":)"
                + std::to_string(m_dice.below(10000)) + R"(,"total-failure-session-count":)"
                + std::to_string(m_dice.below(300)) + R"(},"failure-details":[)" + details + "]}";
        }
        return R"({"organization-name":"Example Reporter","date-range":{"start-datetime":)"
               R"("2026-01-01T00:00:00Z","end-datetime":"2026-01-01T23:59:59Z"},)"
               R"("contact-info":"tls@example.net","report-id":")"
            + id + R"(","policies":[)" + policies + "]}\n";
    }

    Made member(bool damaged)
    {
        Made made;
        made.id = "r-" + std::to_string(m_reports++) + "@example.net";
        made.json = json(made.id);
        if (!damaged) {
            harmless(made.json);
            return made;
        }
        made.good = false;
        switch (m_dice.below(8)) {
        case 0:
            made.json = dmarcReport();
            break;
        case 1:
            made.json = m_dice.bytes(1 + m_dice.below(500));
            break;
        case 2:
            made.badPacking = true;
            break;
        default:
            for (std::size_t i = 0; i < 1 + m_dice.below(3); ++i)
                damageJson(made.json, m_dice);
        }
        return made;
    }

    /// What must not keep a report from being read.
    void harmless(std::string& json)
    {
        switch (m_dice.below(8)) {
        case 0:
            json.insert(0, "\xef\xbb\xbf");
            break;
        case 1: {
            std::string wide = "\xff\xfe";
            for (const char c : json)
                wide += std::string(1, c) + '\0';
            json = wide;
            break;
        }
        case 2:
            json = "\r\n  " + withCrLf(json);
            break;
        default:
            break;
        }
    }

    std::string zipped(const Made& made)
    {
        std::string bytes = gzip(made.json);
        if (made.badPacking)
            damage(bytes, static_cast<ByteDamage>(m_dice.below(byteDamages)), m_dice);
        return bytes;
    }

    std::string mail(const Made& made)
    {
        const bool compressed = made.badPacking || !m_dice.oneIn(4);
        std::string text = "TLS-Report-Domain: example.com\nTLS-Report-Submitter: example.net\n"
            + headers("multipart/report; boundary=\"b1\"; report-type=tlsrpt")
            + "\n--b1\nContent-Type: text/plain\n\nThis is a report.\n\n--b1\nContent-Type: "
            + (compressed ? "application/tlsrpt+gzip; name=r.json.gz" : "application/tlsrpt+json")
            + "\nContent-Disposition: attachment; filename=\"r.json" + (compressed ? ".gz" : "")
            + "\"\nContent-Transfer-Encoding: base64\n\n"
            + base64(compressed ? zipped(made) : made.json) + "--b1--\n";
        return m_dice.oneIn(3) ? withCrLf(text) : text;
    }

    std::string message(const Made& made)
    {
        CompoundWriter writer;
        constexpr auto root = CompoundWriter::root;
        writer.addStream(root, "__properties_version1.0", std::string(32, '\0'));
        writer.addText(root, "0037", "Report Domain: example.com Submitter: example.net");
        const std::size_t attachment = writer.addStorage(root, "__attach_version1.0_#00000000");
        writer.addStream(attachment, "__properties_version1.0", std::string(8, '\0'));
        writer.addText(attachment, "3707", "report.json.gz");
        writer.addStream(attachment, "__substg1.0_37010102", zipped(made));
        return writer.finish();
    }

    Members archiveMembers(bool mails)
    {
        Members result;
        for (const Made& made : m_members) {
            const std::string name = "m" + std::to_string(result.size());
            if (mails)
                result.emplace_back(name + ".eml", mail(made));
            else if (made.badPacking || m_dice.oneIn(2))
                result.emplace_back(name + ".json.gz", zipped(made));
            else
                result.emplace_back(name + ".json", made.json);
        }
        return result;
    }

    std::string packed(std::string_view form)
    {
        const Made& first = m_members.front();
        if (form == "json")
            return first.badPacking ? zipped(first) : first.json;
        if (form == "gz")
            return zipped(first);
        if (form == "gzgz")
            return gzip(zipped(first));
        if (form == "eml")
            return mail(first);
        if (form == "msg")
            return message(first);
        if (form == "zip" || form == "zip.eml")
            return zip(archiveMembers(form == "zip.eml"));
        if (form == "mbox") {
            std::vector<std::string> mails;
            for (const Made& made : m_members)
                mails.push_back(mail(made));
            return mbox(mails);
        }
        return tar(
            archiveMembers(false), form == "tar" ? ARCHIVE_FILTER_NONE : ARCHIVE_FILTER_GZIP);
    }

    /// Damage to the file itself.
    void damageFile(Specimen& file, std::string_view form)
    {
        const std::size_t choice = m_dice.below(16);
        if (choice == 0) { // one in the other, deeper than anybody looks
            for (std::size_t i = 0; i < 3 + m_dice.below(6); ++i)
                file.bytes = zip({ { "in" + std::to_string(i), file.bytes } });
        } else if (choice == 1) { // two files of different kinds in one
            file.bytes += m_dice.oneIn(2) ? mail(member(true)) : zipped(member(true));
        } else if (choice == 2 && (form == "eml" || form == "mbox")) {
            static constexpr std::array<std::pair<std::string_view, std::string_view>, 6> words{ {
                { "--b1--", "--b2--" },
                { "boundary=\"b1\"", "boundary=\"" },
                { "base64", "quoted-printable" },
                { "multipart/report", "message/rfc822" },
                { "Content-Type:", "Content-Type" },
                { "\nFrom ", "\n>From " },
            } };
            const auto& [from, to] = m_dice.of(words);
            if (const std::size_t at = file.bytes.rfind(from); at != std::string::npos)
                file.bytes.replace(at, from.size(), to);
        } else {
            for (std::size_t i = 0; i < 1 + m_dice.below(3); ++i)
                damage(file.bytes, static_cast<ByteDamage>(m_dice.below(byteDamages)), m_dice);
        }
    }

    Dice m_dice;
    std::size_t m_number = 0;
    std::size_t m_reports = 0;
    std::vector<Made> m_members; ///< Of the file that is being made.
};

} // namespace fixtures
