// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/ipaddress.h"

#include <QtTest>

#include <random>

#ifndef _WIN32
#include <arpa/inet.h>
#endif

using namespace mxlens;

namespace {

std::string usualForm(const std::string& text)
{
    const auto address = IpAddress::parse(text);
    return address ? address->text() : "none";
}

} // namespace

class IpAddressTest final : public QObject {
    Q_OBJECT

private slots:
    void texts_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("usual");
        const auto row = [](const char* written, const char* usual) {
            QTest::newRow(written) << written << usual;
        };
        row("192.0.2.1", "192.0.2.1");
        row("0.0.0.0", "0.0.0.0");
        row("255.255.255.255", "255.255.255.255");
        row("256.0.0.1", "none");
        row("192.0.2", "none");
        row("192.0.2.1.", "none");
        row("192.0.2.01", "none");
        row("192.0.2.1 ", "none");
        row("", "none");
        row("::", "::");
        row("::1", "::1");
        row("1::", "1::");
        row("2001:DB8:0:0:1:0:0:1", "2001:db8::1:0:0:1");
        row("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1");
        row("2001:0db8::0001", "2001:db8::1");
        row("::ffff:192.0.2.1", "::ffff:192.0.2.1");
        row("::ffff:c000:201", "::ffff:192.0.2.1");
        row("::192.0.2.1", "::192.0.2.1");
        row("1:2:3:4:5:6:192.0.2.1", "1:2:3:4:5:6:c000:201");
        row("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8");
        row("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0");
        row("1:2:3:4:5:6:7", "none");
        row("1:2:3:4:5:6:7:8:9", "none");
        row("1::2::3", "none");
        row(":::", "none");
        row(":1:2:3:4:5:6:7", "none");
        row("1:2:3:4:5:6:7:", "none");
        row("12345::", "none");
        row("fe80::1%eth0", "none");
        row("g::1", "none");
        row("::1.2.3", "none");
        row("1.2.3.4::", "none");
        row("x.x.x.x", "none");
    }

    void texts()
    {
        QFETCH(QString, written);
        QFETCH(QString, usual);
        QCOMPARE(QString::fromStdString(usualForm(written.toStdString())), usual);
        const ReadAddress read = readAddress(written.toStdString());
        const AddressForm form = usual == "none" ? AddressForm::Unreadable
            : usual == written                   ? AddressForm::Usual
                                                 : AddressForm::Other;
        QCOMPARE(static_cast<int>(read.form), static_cast<int>(form));
    }

#ifndef _WIN32
    // The C library is the reference: the same texts are taken, and the same form is written.
    void agreesWithTheLibrary()
    {
        std::mt19937 random(8460);
        const std::string_view letters = "0123456789abcdefA:.::..";
        for (int i = 0; i < 200000; ++i) {
            IpAddress::Bytes bytes{};
            // Many zeros, so that runs of every length and place come up.
            for (std::size_t b = 0; b < 16; ++b)
                bytes[b] = random() % 3 == 0 ? static_cast<std::uint8_t>(random()) : 0;
            if (i % 4 == 0)
                bytes[10] = bytes[11] = 0xff;
            char buffer[INET6_ADDRSTRLEN] = {};
            inet_ntop(AF_INET6, bytes.data(), buffer, sizeof buffer);
            QCOMPARE(IpAddress(false, bytes).text(), std::string(buffer));

            // A text that is nearly an address.
            std::string text = buffer;
            for (auto change = random() % 3; change > 0; --change)
                text[random() % text.size()] = letters[random() % letters.size()];
            std::array<std::uint8_t, 16> expected{};
            const bool v4 = inet_pton(AF_INET, text.c_str(), expected.data()) == 1;
            const bool v6 = !v4 && inet_pton(AF_INET6, text.c_str(), expected.data()) == 1;
            const auto parsed = IpAddress::parse(text);
            QVERIFY2(parsed.has_value() == (v4 || v6), text.c_str());
            if (!parsed)
                continue;
            QVERIFY2(*parsed == IpAddress(v4, expected), text.c_str());
            const bool usual = readAddress(text).form == AddressForm::Usual;
            QVERIFY2(usual == (text == parsed->text()), text.c_str());
        }
    }
#endif
};

QTEST_APPLESS_MAIN(IpAddressTest)
#include "tst_ipaddress.moc"
