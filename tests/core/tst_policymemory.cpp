// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/policymemory.h"
#include "tests/core/support/failingmemory.h"

#include <QtTest>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

using namespace mxlens;
using mxlens::testing::allocationsLeft;

namespace {

// As one reporter writes them about many domains: one differs from the other in three letters.
std::string objectOf(int number)
{
    const std::string digits = std::to_string(1000 + number).substr(1);
    return R"({"policy-type":"sts","policy-string":["version: STSv1","mode: enforce",)"
           R"("mx: mx1.domain-)"
        + digits + R"(.example.com","max_age: 604800"],"policy-domain":"domain-)" + digits
        + R"(.example.com"})";
}

// Learns an object as the parser does, whose texts lie in the document.
void learn(PolicyMemory& memory, std::string_view object)
{
    Report report;
    Policy policy;
    policy.type = object.substr(object.find("sts"), 3);
    policy.mode = "enforce";
    policy.domain = object.substr(object.rfind("domain-"), 22);
    const std::size_t line = object.find("mx: ");
    report.policyLines.push_back(object.substr(line, object.find('"', line) - line));
    policy.lineCount = 1;
    memory.learn(object, policy, 7, report);
}

} // namespace

class PolicyMemoryTest final : public QObject {
    Q_OBJECT

private slots:
    void objectsThatDifferInAFewLettersAreAllKept()
    {
        constexpr int count = 300;
        PolicyMemory memory;
        for (int i = 0; i < count; ++i) {
            memory.beginDocument();
            learn(memory, objectOf(i));
        }
        int found = 0;
        for (int i = 0; i < count; ++i) {
            const std::string object = objectOf(i);
            memory.beginDocument();
            const PolicyMemory::Entry* const entry = memory.find(object + ",\"summary\":{}");
            if (!entry)
                continue;
            ++found;
            QCOMPARE(entry->bytes, object);
            QCOMPARE(entry->policy.domain, std::string_view(object).substr(object.size() - 24, 22));
            QCOMPARE(entry->lines.size(), std::size_t{ 1 });
            QVERIFY(entry->lines[0].data() > entry->bytes.data());
            QVERIFY(entry->lines[0].data() < entry->bytes.data() + entry->bytes.size());
            QCOMPARE(entry->seen, 7u);
        }
        // Where two of them stood in each other's way there would be a third of them, or a few.
        QVERIFY2(found > count * 9 / 10, std::to_string(found).c_str());
    }

    void whatTheDocumentAtHandHoldsIsNotForgotten()
    {
        PolicyMemory memory;
        memory.beginDocument();
        std::vector<const PolicyMemory::Entry*> held;
        std::vector<std::string> bytes;
        for (int i = 0; i < 5000; ++i) {
            const std::string object = objectOf(i % 1000) + std::string(i / 1000, ' ');
            learn(memory, std::string_view(object).substr(0, object.find('}') + 1));
            const PolicyMemory::Entry* const entry = memory.find(object);
            if (!entry)
                continue;
            held.push_back(entry);
            bytes.push_back(entry->bytes);
        }
        QVERIFY(held.size() > 500);
        for (std::size_t i = 0; i < held.size(); ++i)
            QCOMPARE(held[i]->bytes, bytes[i]);
    }

    // The parser goes on with the next document where memory was short for one.
    void whatIsLeftWhereMemoryIsShortIsWhole()
    {
        int failed = 0;
        for (int allocations = 0; allocations < 8; ++allocations) {
            PolicyMemory memory;
            memory.beginDocument();
            learn(memory, objectOf(0)); // its places are there then
            const std::string object = objectOf(1);
            memory.beginDocument();
            Report report;
            Policy policy;
            policy.type = std::string_view(object).substr(object.find("sts"), 3);
            for (int line = 0; line < 40; ++line)
                report.policyLines.push_back(std::string_view(object).substr(2, 4));
            policy.lineCount = 40;
            allocationsLeft = allocations;
            try {
                memory.learn(object, policy, 1, report);
            } catch (const std::bad_alloc&) {
                ++failed;
            }
            allocationsLeft = -1;
            memory.beginDocument();
            if (const PolicyMemory::Entry* const entry = memory.find(object)) {
                QCOMPARE(entry->lines.size(), std::size_t{ 40 });
                QVERIFY(entry->policy.type.data() > entry->bytes.data());
                QVERIFY(entry->policy.type.data() < entry->bytes.data() + entry->bytes.size());
            }
        }
        QVERIFY(failed > 1);
        QVERIFY(failed < 8);
    }

    void textsFromElsewhereAreNotKept()
    {
        PolicyMemory memory;
        memory.beginDocument();
        const std::string object = objectOf(1);
        const std::string domain = "elsewhere.example";
        Report report;
        Policy policy;
        policy.domain = domain; // as one with an escaped letter is
        memory.learn(object, policy, 1, report);
        QVERIFY(!memory.find(object));
    }

    void anotherSerialIsGivenToWhatTakesAPlace()
    {
        PolicyMemory memory;
        std::vector<std::uint64_t> serials;
        for (int i = 0; i < 1000; ++i) {
            memory.beginDocument();
            const std::string object = objectOf(i);
            learn(memory, object);
            const PolicyMemory::Entry* const entry = memory.find(object);
            QVERIFY(entry);
            serials.push_back(entry->policy.serial);
        }
        QVERIFY(serials.front() > 0);
        QVERIFY(std::ranges::adjacent_find(serials, std::greater_equal<>()) == serials.end());
    }
};

QTEST_APPLESS_MAIN(PolicyMemoryTest)
#include "tst_policymemory.moc"
