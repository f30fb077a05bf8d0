// SPDX-License-Identifier: GPL-3.0-or-later
// What a mail says of the reports in it.
#include "support/inputfixtures.h"

#include <QTest>

using namespace fixtures;

class TestMailContext final : public QObject {
    Q_OBJECT
private slots:
    void givesTheContext();
    void givesTheContextBackBehindAMailWithin();
    void keepsTheNamesOfAMailWithinApart();
    void decodesTheSubject();
};

void TestMailContext::givesTheContext()
{
    std::string mail = reportMail();
    mail.replace(mail.find("Submitter: example.net Rep"), 22,
        "Submitter:\n\t=?utf-8?q?example=2E?=\n =?utf-8?b?bmV0?=");
    const auto found = readAll(mail);
    QCOMPARE(found[0].context.mailReportDomain, std::string("example.com"));
    QCOMPARE(found[0].context.mailSubmitter, std::string("example.net"));
    QCOMPARE(found[0].context.mailSubject,
        std::string("Report Domain: example.com Submitter: example.net Report-ID: "
                    "<1@example.net>"));
    QCOMPARE(found[0].context.fileName, reportName);
    QVERIFY(found[0].context.notes.empty());
}

void TestMailContext::givesTheContextBackBehindAMailWithin()
{
    const std::string inner
        = "TLS-Report-Domain: inner.example\nSubject: within\n" + mixed(part(attached, encoded()));
    const std::string packed
        = zip({ { "a.json", report("1") }, { "b.eml", inner }, { "c.json", report("2") } });
    const std::string mail = "TLS-Report-Domain: outer.example\nTLS-Report-Submitter: "
                             "reporter.example\n"
        + headers("multipart/mixed; boundary=around") + "\n--around\n"
        + "Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\n" + base64(packed)
        + "--around--\n";
    const auto found = readAll(mail);
    QCOMPARE(found.size(), std::size_t{ 3 });
    for (const std::size_t outer : { std::size_t{ 0 }, std::size_t{ 2 } }) {
        QCOMPARE(found[outer].context.mailReportDomain, std::string("outer.example"));
        QCOMPARE(found[outer].context.mailSubmitter, std::string("reporter.example"));
        QVERIFY(found[outer].context.mailSubject.find("within") == std::string::npos);
    }
    QCOMPARE(found[1].context.mailReportDomain, std::string("inner.example"));
    QCOMPARE(found[1].context.mailSubmitter, std::string());
}

void TestMailContext::keepsTheNamesOfAMailWithinApart()
{
    // The mail within has a part of the same name, which is the first one there and none here.
    const std::string inner = mixed(part(attached, encoded()));
    const std::string mail = headers("multipart/mixed; boundary=around") + "\n--around\n" + attached
        + "\n" + encoded()
        + "--around\nContent-Type: application/gzip\nContent-Disposition: "
          "attachment; filename=m.eml.gz\nContent-Transfer-Encoding: base64\n\n"
        + base64(gzip(inner)) + "--around\n"
        + "Content-Type: application/tlsrpt+gzip\nContent-Disposition: attachment; "
          "filename=m.json.gz\nContent-Transfer-Encoding: base64\n\n"
        + encoded() + "--around--\n";
    QCOMPARE(outline(readAll(mail)),
        std::string("report !r.json.gz\nreport !m.eml.gz!r.json.gz\nreport !m.json.gz\n"));
    const std::string other = headers("multipart/mixed; boundary=around") + "\n--around\n"
        + "Content-Type: application/gzip\nContent-Disposition: attachment; "
          "filename=m.eml.gz\nContent-Transfer-Encoding: base64\n\n"
        + base64(gzip(inner)) + "--around\n" + attached + "\n" + encoded() + "--around\n" + attached
        + "\n" + encoded() + "--around--\n";
    QCOMPARE(outline(readAll(other)),
        std::string("report !m.eml.gz!r.json.gz\nreport !r.json.gz\nreport !part-3\n"));
}

void TestMailContext::decodesTheSubject()
{
    // Line ends of folding vanish without a word to be decoded too.
    const auto subjectOf = [](const std::string& field) {
        const auto found = readAll("Subject:" + field + "\n" + mixed(part(attached, encoded())));
        return found.empty() ? std::string("none") : found[0].context.mailSubject;
    };
    QCOMPARE(subjectOf(" Report\n\tDomain: a.example"), std::string("Report Domain: a.example"));
    QCOMPARE(subjectOf(" =?utf-8?q?a=2Eexample?= "), std::string("a.example"));
    QCOMPARE(subjectOf(" plain "), std::string("plain"));
}

QTEST_APPLESS_MAIN(TestMailContext)
#include "tst_mailcontext.moc"
