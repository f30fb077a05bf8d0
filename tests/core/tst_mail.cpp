// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/inputfixtures.h"

#include <QTest>

using namespace fixtures;
using mxlens::DeviationCode;
using mxlens::ErrorCode;

class TestMail final : public QObject {
    Q_OBJECT
private slots:
    void findsTheReport_data();
    void findsTheReport();
    void readsTheName_data();
    void readsTheName();
    void notesDamagedBase64_data();
    void notesDamagedBase64();
    void notesWrongLabels_data();
    void notesWrongLabels();
    void isOneSourceWithoutReport_data();
    void isOneSourceWithoutReport();
    void takesEveryReport();
    void numbersPartsWithoutName();
    void opensContainersInParts();
    void prefersTheForwardedHeader();
    void endsAtDeepNesting();
};

namespace {

QByteArray bytes(const std::string& text)
{
    return QByteArray::fromStdString(text);
}

void row(const char* tag, const std::string& mail, const std::string& inner)
{
    QTest::newRow(tag) << bytes(mail) << QString::fromStdString(inner);
}

/// The common report mail, as gateways and mail programs write and damage it.
void addForms()
{
    const std::string mail = reportMail();
    row("lf", mail, "!" + reportName);
    row("crlf", withCrLf(mail), "!" + reportName);
    std::string mac = mail;
    std::replace(mac.begin(), mac.end(), '\n', '\r');
    row("bare cr", mac, "!" + reportName);
    std::string both = withCrLf(mail);
    both.replace(both.find("\r\n"), 2, "\n");
    both.replace(both.find("MIME-Version: 1.0\r\n") + 17, 2, "\r");
    row("line ends mixed", both, "!" + reportName);
    std::string carriages = mail;
    std::replace(carriages.begin() + static_cast<std::ptrdiff_t>(carriages.find("\n\n") + 2),
        carriages.end(), '\n', '\r');
    row("bare cr in the body", carriages, "!" + reportName);
    row("no final boundary", mail.substr(0, mail.rfind("--b1--")), "!" + reportName);
    std::string padded = mail;
    padded.replace(padded.find("--b1\nContent-Type: app"), 4, "--b1 \t ");
    row("blanks behind the boundary", padded, "!" + reportName);
    std::string glued = mail;
    glued.replace(glued.find("Content-Type: multi"), 13, "ContentType:");
    row("ContentType field", glued, "!" + reportName);
    std::string lost = mail;
    lost.erase(lost.find("Content-Type: multi"), lost.find("\n\n") - lost.find("Content-Type"));
    row("no content type", lost, "!" + reportName);
    std::string unnamed = mail;
    unnamed.replace(unnamed.find("boundary=\"b1\"; "), 15, "");
    row("no boundary parameter", unnamed, "!" + reportName);
    std::string wrong = mail;
    wrong.replace(wrong.find("boundary=\"b1\""), 13, "boundary=\"zz\"");
    row("wrong boundary parameter", wrong, "!" + reportName);
}

/// Ways to put a report into a part, or into the body of the mail.
void addBodies()
{
    row("json in the clear", mixed(part("Content-Type: application/json; name=a.json\n", report())),
        "!a.json");
    row("whole body", headers("application/tlsrpt+json") + "\n" + report() + "\n", "");
    row("whole body gzipped",
        headers("application/tlsrpt+gzip") + "Content-Transfer-Encoding: base64\n\n" + encoded(),
        "");
    row("whole body of plain text", headers("text/plain") + "\n" + report() + "\n", "");
    row("whole body without types", "Subject: x\nFrom: a@example.net\n\n" + report(), "");
    row("coding field lost",
        mixed(part("Content-Type: application/octet-stream; name=a.gz\n", encoded())), "!a.gz");
    row("coding field wrong",
        mixed(part("Content-Type: application/json; name=a.json\nContent-Transfer-Encoding: "
                   "base64\n",
            report())),
        "!a.json");
    row("unknown type",
        mixed(part("Content-Type: x/y\nContent-Disposition: attachment; "
                   "filename=a.bin\nContent-Transfer-Encoding: BASE64\n",
            encoded())),
        "!a.bin");
    std::string quoted;
    for (const char c : report())
        quoted += c == '=' ? "=3D" : c == ',' ? ",=\n" : std::string(1, c);
    row("quoted-printable",
        mixed(part("Content-Type: application/tlsrpt+json; name=a.json\n"
                   "Content-Transfer-Encoding: quoted-printable\n",
            quoted)),
        "!a.json");
    row("binary gzip",
        mixed(part("Content-Type: application/tlsrpt+gzip; name=a.gz\n"
                   "Content-Transfer-Encoding: binary\n",
            gzip(report()))),
        "!a.gz");
}

/// Where the part is in the mail, and what stands beside it.
void addTrees()
{
    const std::string mail = reportMail();
    row("nested",
        mixed(part("Content-Type: multipart/report; boundary=b2\n",
            "--b2\nContent-Type: text/html\n\n<html>\n--b2\n" + attached + "\n" + encoded()
                + "--b2--")),
        "!r.json.gz");
    row("boundary that begins like the other",
        mixed(part("Content-Type: multipart/report; boundary=outerb\n",
            "--outerb\nContent-Type: text/plain\n\nx\n--outerb\n" + attached + "\n" + encoded()
                + "--outerb--")),
        "!r.json.gz");
    row("forwarded", mixed(part("Content-Type: message/rfc822\n", mail)), "!" + reportName);
    row("forwarded in base64",
        mixed(part(
            "Content-Type: message/rfc822\nContent-Transfer-Encoding: base64\n", base64(mail))),
        "!" + reportName);
    row("digest", headers("multipart/digest; boundary=d") + "\n--d\n\n" + mail + "\n--d--\n",
        "!" + reportName);
    row("mail in a file",
        mixed(part("Content-Type: application/octet-stream; name=fwd.eml\n", mail)),
        "!fwd.eml!" + reportName);
    row("utf-16 json",
        mixed(part("Content-Type: application/json; name=a.json\nContent-Transfer-Encoding: "
                   "base64\n",
            base64([] {
                std::string wide = "\xff\xfe";
                for (const char c : report())
                    wide += std::string(1, c) + '\0';
                return wide;
            }()))),
        "!a.json");
    row("empty part behind it",
        mixed(part(attached, encoded()) + part("Content-Type: application/octet-stream\n", "")),
        "!r.json.gz");
    row("footer of a mailing list behind the base64",
        mixed(part(attached, encoded() + "\n_____________\nList info: https://example.org/x\n")),
        "!r.json.gz");
    row("blank line missing", "Subject: x\nContent-Type: application/tlsrpt+json\n" + report(), "");
}

const std::string coding = "Content-Transfer-Encoding: base64\n";
const std::string octets = "Content-Type: application/octet-stream; name=a.bin\n" + coding;

void outcome(const char* tag, const std::string& mail, const char* expected)
{
    QTest::newRow(tag) << bytes(mail) << QString::fromLatin1(expected);
}

void addOtherMails()
{
    const char* const none = "-: mail without a TLS report\n";
    outcome("plain", plainMail(), none);
    outcome("no body", "From: a@example.org\nSubject: x\n", none);
    outcome("html", headers("text/html") + "\n<html><body>{\"policies\"</body></html>\n", none);
    outcome("image",
        mixed(part(
            "Content-Type: image/png; name=a.png\n" + coding, base64("\x89PNG\r\n\x1a\n....."))),
        none);
    outcome("other json", mixed(part("Content-Type: application/json; name=a.json\n", "{\"a\":1}")),
        none);
    outcome(
        "zip of pictures", mixed(part(octets, base64(zip({ { "a.png", "\x89PNG\r\n" } })))), none);
    outcome("broken zip", mixed(part(octets, base64("PK\x03\x04 nothing"))), none);
    outcome("broken gzip", mixed(part(octets, base64(gzip(report()).substr(0, 20)))), none);
    outcome("dmarc in xml", mixed(part("Content-Type: text/xml; name=a.xml\n", dmarcReport())),
        "-: a DMARC report\n");
    outcome("dmarc in gzip",
        mixed(part("Content-Type: application/gzip; name=a.xml.gz\n" + coding,
            base64(gzip(dmarcReport())))),
        "-: a DMARC report\n");
    outcome("dmarc in zip",
        mixed(part("Content-Type: application/zip; name=a.zip\n" + coding,
            base64(zip({ { "a.xml", dmarcReport() } })))),
        "-: a DMARC report\n");
    outcome("forwarded dmarc",
        mixed(part("Content-Type: message/rfc822\n",
            headers("application/gzip") + coding + "\n" + base64(gzip(dmarcReport())))),
        "-: a DMARC report\n");
}

/// Mails that say that they carry a report, which cannot be read.
void addBrokenReports()
{
    outcome("labelled and truncated", mixed(part(attached, base64(gzip(report()).substr(0, 60)))),
        "! !r.json.gz: gzip data of 60 bytes\n");
    outcome("labelled and empty", mixed(part(attached, "")),
        "! !r.json.gz: the attachment should be a TLS report, but is empty\n");
    outcome("labelled and something else", mixed(part(attached, base64("nothing of the kind"))),
        "! !r.json.gz: the attachment should be a TLS report, but is plain text\n");
    const std::string named
        = "Content-Type: application/octet-stream; name=\"" + reportName + "\"\n";
    outcome("named as a report and damaged",
        mixed(part(named + coding, base64("\x1f\x8b\x08 damaged"))),
        ("! !" + reportName + ": the gzip header is not valid (unknown header flags set)\n")
            .c_str());
    outcome("announced and damaged",
        "TLS-Report-Domain: example.com\n"
            + mixed(part(octets, base64(std::string("\x00\x01\x02\xff\xfe\x00\x01", 7)))),
        "! !a.bin: the attachment should be a TLS report, but is neither JSON nor gzip\n");
    outcome("announced by the type",
        headers("multipart/report; boundary=outer; report-type=tlsrpt") + "\n"
            + part(octets, base64(gzip(report()).substr(0, 60))) + "--outer--\n",
        "! !a.bin: gzip data of 60 bytes\n");
    outcome("announced and signed only",
        "TLS-Report-Domain: example.com\n"
            + mixed(part("Content-Type: application/pkcs7-signature; name=smime.p7s\n" + coding,
                base64(std::string("\x00\x01\x02\xff\xfe\x00\x01", 7)))),
        "-: mail without a TLS report, although its header announces one\n");
}

} // namespace

void TestMail::findsTheReport_data()
{
    QTest::addColumn<QByteArray>("mail");
    QTest::addColumn<QString>("inner");
    addForms();
    addBodies();
    addTrees();
}

void TestMail::findsTheReport()
{
    QFETCH(QByteArray, mail);
    QFETCH(QString, inner);
    const auto found = readAll(mail.toStdString(), "a.eml");
    QCOMPARE(outline(found), "report" + (inner.isEmpty() ? "" : " " + inner.toStdString()) + "\n");
    std::string text = found[0].text;
    if (text.starts_with("\xff\xfe"))
        text = report();
    text.erase(text.find_last_not_of('\n') + 1);
    QCOMPARE(text, report());
}

void TestMail::readsTheName_data()
{
    QTest::addColumn<QString>("fields");
    QTest::addColumn<QString>("name");
    const auto row = [](const char* tag, const char* fields, const char* name) {
        QTest::newRow(tag) << QString::fromLatin1(fields) << QString::fromUtf8(name);
    };
    row("unquoted", "Content-Disposition: attachment; filename=a.json", "a.json");
    row("quoted", "Content-Disposition: attachment; filename=\"a b.json\"", "a b.json");
    row("escaped", "Content-Disposition: attachment; filename=\"a\\\"b.json\"", "a\"b.json");
    row("name of the type", "Content-Type: application/json; charset=x; name=a.json", "a.json");
    row("disposition first",
        "Content-Type: application/json; name=b.json\nContent-Disposition: "
        "attachment; filename=a.json",
        "a.json");
    row("upper case", "CONTENT-DISPOSITION: ATTACHMENT; FILENAME=a.json", "a.json");
    row("folded", "Content-Disposition: attachment;\n\tfilename=\"a.json\"", "a.json");
    row("folded inside",
        "Content-Disposition: attachment; filename=\"x.net!y.com!1!2\n\t!001.json\"",
        "x.net!y.com!1!2!001.json");
    row("folded inside a common name",
        "Content-Disposition: attachment; filename=\"my\n report.json\"", "my report.json");
    row("comment", "Content-Disposition: attachment (saved); filename=a.json (x)", "a.json (x)");
    row("semicolon inside", "Content-Disposition: attachment; filename=\"a;b.json\"", "a;b.json");
    row("last quote missing", "Content-Disposition: attachment; filename=\"a.json", "a.json");
    row("rfc 2231", "Content-Disposition: attachment; filename*=UTF-8''%c3%a4.json", "ä.json");
    row("rfc 2231 latin", "Content-Disposition: attachment; filename*=iso-8859-1'en'%E4.json",
        "ä.json");
    row("rfc 2231 pieces",
        "Content-Disposition: attachment; filename*0=\"x.net!y.com\";\n filename*1=\"!1!2.json\"",
        "x.net!y.com!1!2.json");
    row("rfc 2231 pieces, coded and out of order",
        "Content-Disposition: attachment; filename*1=\"b.json\"; filename*0*=UTF-8''%C3%A4",
        "äb.json");
    row("rfc 2231 wins", "Content-Disposition: attachment; filename=x; filename*=UTF-8''a.json",
        "a.json");
    row("rfc 2047 q", "Content-Disposition: attachment; filename=\"=?utf-8?Q?=C3=A4_b=2Ejson?=\"",
        "ä b.json");
    row("rfc 2047 b", "Content-Type: application/json; name=\"=?UTF-8?B?w6QuanNvbg==?=\"",
        "ä.json");
    row("rfc 2047 words",
        "Content-Type: application/json; name=\"=?utf-8?q?a?=\n =?utf-8?q?b.json?=\"", "ab.json");
    row("folders cut off", "Content-Disposition: attachment; filename=\"../../etc/a.json\"",
        "a.json");
    row("blanks around it", "Content-Disposition: attachment; filename=\" a.json \"", "a.json");
    row("Windows path", "Content-Disposition: attachment; filename=\"C:\\temp\\a.json\"", "a.json");
    row("control characters", "Content-Disposition: attachment; filename*=UTF-8''a%01b%7F.json",
        "a%01b%7F.json");
    row("not utf-8", "Content-Disposition: attachment; filename*=x''a%FF.json", "a%FF.json");
    row("none", "Content-Disposition: attachment", "part-1");
}

void TestMail::readsTheName()
{
    QFETCH(QString, fields);
    QFETCH(QString, name);
    const auto found = readAll(mixed(part(fields.toStdString() + "\n", report())));
    QCOMPARE(QString::fromStdString(outline(found)), "report !" + name + "\n");
}

void TestMail::notesDamagedBase64_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("damaged");
    std::string body = encoded();
    QTest::newRow("clean") << bytes(body) << false;
    QTest::newRow("crlf") << bytes(withCrLf(body)) << false;
    QTest::newRow("one long line") << bytes(base64(gzip(report()), 100000)) << false;
    QTest::newRow("short lines") << bytes(base64(gzip(report()), 7)) << false;
    std::string stray = body;
    stray.insert(10, "!");
    stray.insert(100, "\x80");
    QTest::newRow("stray characters") << bytes(stray) << true;
    std::string gzipped = gzip(report());
    while (gzipped.size() % 3 != 1)
        gzipped = gzip(report(std::to_string(gzipped.size())));
    std::string open = base64(gzipped);
    open.erase(open.find('='));
    QTest::newRow("padding missing") << bytes(open) << true;
    QTest::newRow("footer behind") << bytes(base64(gzipped) + "\n-- \nlist\n") << true;
}

void TestMail::notesDamagedBase64()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, damaged);
    const auto found = readAll(mixed(part(attached, body.toStdString())));
    QCOMPARE(outline(found), std::string("report !r.json.gz\n"));
    QVERIFY(found[0].text.ends_with("}}]}"));
    QCOMPARE(hasNote(found[0], DeviationCode::Base64Damaged), damaged);
}

void TestMail::notesWrongLabels_data()
{
    QTest::addColumn<QByteArray>("mail");
    QTest::addColumn<QString>("written");
    const auto row = [](const char* tag, const std::string& fields, const std::string& body,
                         const char* written) {
        QTest::newRow(tag) << bytes(mixed(part(fields, body))) << QString::fromLatin1(written);
    };
    const std::string coding = "Content-Transfer-Encoding: base64\n";
    row("gzip label, json inside", "Content-Type: application/tlsrpt+gzip\n", report(),
        "application/tlsrpt+gzip");
    row("gzip name, json inside", "Content-Type: application/octet-stream; name=a.json.gz\n",
        report(), "a.json.gz");
    row("json label, gzip inside", "Content-Type: application/tlsrpt+json\n" + coding, encoded(),
        "application/tlsrpt+json");
    row("gzip label, zip inside", "Content-Type: application/gzip\n" + coding,
        base64(zip({ { "a.json", report() } })), "application/gzip");
    row("xml label", "Content-Type: text/xml\n", report(), "text/xml");
    row("right labels", "Content-Type: application/tlsrpt+gzip; name=a.json.gz\n" + coding,
        encoded(), "");
    row("no label", "Content-Type: application/octet-stream; name=a\n" + coding, encoded(), "");
}

void TestMail::notesWrongLabels()
{
    QFETCH(QByteArray, mail);
    QFETCH(QString, written);
    const auto found = readAll(mail.toStdString());
    QCOMPARE(found.size(), std::size_t{ 1 });
    QCOMPARE(found[0].text, report());
    QCOMPARE(hasNote(found[0], DeviationCode::LabelMismatch), !written.isEmpty());
    if (!written.isEmpty())
        QCOMPARE(QString::fromStdString(found[0].context.notes[0].written), written);
}

void TestMail::isOneSourceWithoutReport_data()
{
    QTest::addColumn<QByteArray>("mail");
    QTest::addColumn<QString>("expected");
    addOtherMails();
    addBrokenReports();
}

void TestMail::isOneSourceWithoutReport()
{
    QFETCH(QByteArray, mail);
    QFETCH(QString, expected);
    QCOMPARE(QString::fromStdString(outline(readAll(mail.toStdString()))), expected);
}

void TestMail::takesEveryReport()
{
    const std::string again = "Content-Type: application/json; name=r.json.gz\n";
    const auto found = readAll(mixed(part("Content-Type: text/plain\n", "two reports")
        + part(attached, encoded()) + part(again, report("2"))));
    // The name is taken: the second part goes by its number.
    QCOMPARE(outline(found), std::string("report !r.json.gz\nreport !part-3\n"));
    QCOMPARE(found[0].text, report("1"));
    QCOMPARE(found[1].text, report("2"));
}

void TestMail::numbersPartsWithoutName()
{
    const std::string inner = "--b2\nContent-Type: text/plain\n\nx\n--b2\nContent-Type: "
                              "application/json\n\n"
        + report() + "\n--b2--";
    const auto found = readAll(mixed(part("Content-Type: text/plain\n", "x")
        + part("Content-Type: multipart/mixed; boundary=b2\n", inner)
        + part("Content-Type: application/json\n", report())));
    QCOMPARE(outline(found), std::string("report !part-3\nreport !part-4\n"));
}

void TestMail::opensContainersInParts()
{
    const std::string packed = zip({ { "readme.txt", "hello" }, { reportName, gzip(report()) },
        { "a.eml", reportMail("2") }, { "logo.png", "\x89PNG\r\n" } });
    const auto found = readAll(mixed(
        part("Content-Type: application/zip; name=all.zip\nContent-Transfer-Encoding: base64\n",
            base64(packed))));
    // What is packed beside a report is a source of its own, also what came before it.
    QCOMPARE(outline(found),
        "- !all.zip!readme.txt: plain text\nreport !all.zip!" + reportName
            + "\nreport !all.zip!a.eml!" + reportName + "\n- !all.zip!logo.png: an image\n");
    QCOMPARE(found[1].context.fileName, reportName);
}

void TestMail::prefersTheForwardedHeader()
{
    std::string inner = reportMail();
    inner.replace(
        inner.find("TLS-Report-Domain: example.com"), 30, "TLS-Report-Domain: inner.example");
    const auto found = readAll("TLS-Report-Domain: outer.example\nTLS-Report-Submitter: s.example\n"
        + mixed(part("Content-Type: message/rfc822\n", inner)
            + part("Content-Type: application/json; name=b.json\n", report())));
    QCOMPARE(found.size(), std::size_t{ 2 });
    QCOMPARE(found[0].context.mailReportDomain, std::string("inner.example"));
    QCOMPARE(found[1].context.mailReportDomain, std::string("outer.example"));
    QCOMPARE(found[1].context.mailSubmitter, std::string("s.example"));
}

void TestMail::endsAtDeepNesting()
{
    std::string body = report();
    std::string type = "application/json";
    for (int i = 0; i < 200; ++i) {
        const std::string boundary = "x" + std::to_string(i) + "x";
        body = "--" + boundary + "\nContent-Type: " + type + "\n\n" + body + "\n--" + boundary
            + "--";
        type = "multipart/mixed; boundary=" + boundary;
    }
    const auto found = readAll(headers(type) + "\n" + body);
    QCOMPARE(found.size(), std::size_t{ 1 });
    QCOMPARE(static_cast<int>(found[0].error.code), static_cast<int>(ErrorCode::TooDeep));
}

QTEST_APPLESS_MAIN(TestMail)
#include "tst_mail.moc"
