// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/output/peoplewords.h"
#include "core/output/summarywords.h"
#include "tests/ui/support/guitest.h"
#include "tests/ui/support/textchecks.h"
#include "tests/ui/support/windowtour.h"
#include "ui/session/programlanguage.h"
#include "ui/theme/theme.h"

#include <QRegularExpression>
#include <QStandardPaths>
#include <QTranslator>

using namespace mxlens;
using namespace mxlens::test;

namespace {

/// Texts of no language: with accents, longer by a third, in brackets. What is shown without them
/// did not go through tr().
class PseudoTranslator final : public QTranslator {
public:
    QString translate(
        const char* context, const char* source, const char*, int number) const override
    {
        static const QRegularExpression format(QStringLiteral("^[dMy ,]+$"));
        const QString text = QString::fromUtf8(source);
        // Names of font styles are looked up, not shown.
        if (qstrcmp(context, "QFontDatabase") == 0 || format.match(text).hasMatch())
            return {};
        QString result = accented(text);
        if (number >= 0)
            result.replace(QStringLiteral("%n"), QString::number(number));
        return QStringLiteral("\u27e6%1%2\u27e7")
            .arg(result, QString((text.size() + 2) / 3, QLatin1Char('~')));
    }
    bool isEmpty() const override { return false; }

private:
    static QString accented(const QString& text)
    {
        const QString plain = QStringLiteral("aeiouAEIOUcs");
        const QString other = QStringLiteral(
            "\u00e1\u00e9\u00ed\u00f3\u00fa\u00c1\u00c9\u00cd\u00d3\u00da\u00e7\u0161");
        QString result = text;
        for (qsizetype i = 0; i < result.size(); ++i) {
            // Letters that are underlined stay: they are keys.
            const qsizetype at = plain.indexOf(result[i]);
            if (at >= 0 && (i == 0 || (result[i - 1] != u'&' && result[i - 1] != u'%')))
                result[i] = other[at];
        }
        return result;
    }
};

/// What is no text of the program: values of reports, names, and words of the RFCs.
bool isData(const QString& text)
{
    static const QStringList names{ QStringLiteral("English"), QString::fromUtf8("Espa\u00f1ol"),
        QStringLiteral("MX Lens"), QStringLiteral("Qt 6"), QStringLiteral("QCustomPlot"),
        QStringLiteral("nlohmann/json"), QStringLiteral("zlib"), QStringLiteral("libarchive"),
        QStringLiteral("libdeflate"), QStringLiteral("MIT"), QStringLiteral("Zlib"),
        QStringLiteral("LGPL-3.0-only"), QStringLiteral("GPL-3.0-or-later"),
        QStringLiteral("BSD-2-Clause"), QStringLiteral("enforce"), QStringLiteral("testing"),
        QStringLiteral("none") };
    return names.contains(QString(text).remove(QLatin1Char('&')))
        || text == QLatin1String("max_age")
        || text.startsWith(QLatin1String("MTA-STS, mode ")) // core's, in the language of the locale
        || text.contains(QLatin1String("example")) || text.contains(QLatin1Char('/'))
        || text.startsWith(QLatin1String("v=TLSRPT")) || text.startsWith(QLatin1String("version:"));
}

} // namespace

class TestTranslations final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        applyTheme(*qApp, ThemeChoice::Light);
    }
    void cleanup() { QLocale::setDefault(QLocale::c()); }

    void everyTextGoesThroughTr();
    void longerTextsFit();
    void lettersDiffer();
    void spanishFitsAndItsLettersDiffer();
};

void TestTranslations::everyTextGoesThroughTr()
{
    PseudoTranslator pseudo;
    QCoreApplication::installTranslator(&pseudo);
    WindowFixture fixture;
    QStringList plain;
    tourWindows(fixture, [&plain](QWidget& window, const QString& where) {
        static const QRegularExpression word(QStringLiteral("[A-Za-z]{3}"));
        for (const WindowText& text : ownTextsIn(window))
            if (text.text.contains(word) && !text.text.contains(QChar(0x27e6))
                && !isData(text.text))
                plain.append(QStringLiteral("%1, %2: %3").arg(where, text.place, text.text));
    });
    QVERIFY2(plain.isEmpty(), qPrintable(QLatin1Char('\n') + plain.join(QLatin1Char('\n'))));
}

void TestTranslations::longerTextsFit()
{
    PseudoTranslator pseudo;
    QCoreApplication::installTranslator(&pseudo);
    WindowFixture fixture;
    QStringList narrow;
    tourWindows(fixture, [&narrow](QWidget& window, const QString& where) {
        for (const QString& text : narrowIn(window))
            // Tabs that do not fit can be scrolled; in Spanish they have to fit.
            if (!text.endsWith(QLatin1String("has arrows")))
                narrow.append(where + QStringLiteral(", ") + text);
    });
    QVERIFY2(narrow.isEmpty(), qPrintable(QLatin1Char('\n') + narrow.join(QLatin1Char('\n'))));
}

// Also those of the page that is seen first and of the menus above it.
void TestTranslations::lettersDiffer()
{
    WindowFixture fixture;
    QStringList faults;
    tourWindows(fixture, [&faults](QWidget& window, const QString& where) {
        for (const QString& fault : clashesIn(window))
            faults.append(where + QStringLiteral(", ") + fault);
    });
    QVERIFY2(faults.isEmpty(), qPrintable(QLatin1Char('\n') + faults.join(QLatin1Char('\n'))));
}

void TestTranslations::spanishFitsAndItsLettersDiffer()
{
    speak(Language::Spanish, QLocale(QLocale::Spanish, QLocale::Spain));
    QCOMPARE(QCoreApplication::translate("mxlens::SettingsDialog", "Settings"),
        QStringLiteral("Configuraci\u00f3n"));
    QCOMPARE(QCoreApplication::translate("QPlatformTheme", "Cancel"), QStringLiteral("Cancelar"));
    // The same words in the window, in reports for people and in summaries.
    const std::string_view noDomain = peopleWords(Language::Spanish).noDomain;
    QCOMPARE(summaryWords(Language::Spanish).noDomain, noDomain);
    for (const char* place :
        { "mxlens::ChartWords", "mxlens::DomainTreeModel", "mxlens::Diagnosis" })
        QCOMPARE(QCoreApplication::translate(place, "(no domain named)").toStdString(), noDomain);
    WindowFixture fixture;
    QStringList faults;
    tourWindows(fixture, [&faults](QWidget& window, const QString& where) {
        for (const QString& fault : narrowIn(window) + clashesIn(window))
            faults.append(where + QStringLiteral(", ") + fault);
    });
    QVERIFY2(faults.isEmpty(), qPrintable(QLatin1Char('\n') + faults.join(QLatin1Char('\n'))));
}

MXLENS_GUI_TEST(TestTranslations)
#include "tst_translations.moc"
