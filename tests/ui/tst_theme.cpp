// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/support/guitest.h"
#include "ui/theme/desktopscheme.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QApplication>
#include <QDialogButtonBox>
#include <QDir>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QLabel>
#include <QLineEdit>
#include <QProxyStyle>
#include <QTest>

using namespace mxlens;

namespace {

const QVector<std::pair<QPalette::ColorRole, const char*>> grounds{
    { QPalette::Window, "Window" },
    { QPalette::Base, "Base" },
    { QPalette::AlternateBase, "AlternateBase" },
    { QPalette::Button, "Button" },
    { QPalette::ToolTipBase, "ToolTipBase" },
    { QPalette::Highlight, "Highlight" },
};

} // namespace

class ThemeTest final : public QObject {
    Q_OBJECT
private slots:
    void cleanup();
    void textOfEveryMeaningIsReadable_data();
    void textOfEveryMeaningIsReadable();
    void paletteTextIsReadable_data();
    void paletteTextIsReadable();
    void marksStandOutFromTheirGround_data();
    void marksStandOutFromTheirGround();
    void contrastFollowsWcag();
    void choiceSetsPaletteAndStyle();
    void choiceReachesWidgetsThatExist();
    void fieldsHaveAnOutline_data();
    void fieldsHaveAnOutline();
    void portalValuesAreUnderstood();
    void everyActionIconDraws();
    void iconFollowsThePalette();
    void iconIsAsSharpAsTheScreen();
    void missingIconIsNull();
    void iconsOfTheDesktopAreNotUsed();
    void lengthsFollowTheFont();
    void headlineIsLarger();
    void tabularDigitsAreEqual();
    void englishPluralsResolve();
};

void ThemeTest::cleanup()
{
    applyTheme(*qApp, ThemeChoice::Light);
}

void ThemeTest::textOfEveryMeaningIsReadable_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void ThemeTest::textOfEveryMeaningIsReadable()
{
    QFETCH(bool, dark);
    const QPalette palette = themePalette(dark);
    QCOMPARE(isDark(palette), dark);
    for (int i = 0; i < colourCount; ++i) {
        const auto meaning = static_cast<Colour>(i);
        const double least = meaning == Colour::DimmedText ? 3.0 : 4.5;
        const QColor text = textColour(meaning, palette);
        for (const auto& [role, name] : grounds) {
            if (meaning == Colour::DimmedText && role == QPalette::Highlight)
                continue; // zeros take the text colour of the selection
            const double found = contrast(text, palette.color(role));
            QVERIFY2(found >= least,
                qPrintable(QStringLiteral("colour %1 on %2: %3")
                               .arg(i)
                               .arg(QLatin1String(name))
                               .arg(found)));
        }
        const double raised = contrast(text, colour(Colour::RaisedSurface, palette));
        QVERIFY2(raised >= least,
            qPrintable(QStringLiteral("colour %1 on raised: %2").arg(i).arg(raised)));
    }
}

void ThemeTest::paletteTextIsReadable_data()
{
    textOfEveryMeaningIsReadable_data();
}

void ThemeTest::paletteTextIsReadable()
{
    QFETCH(bool, dark);
    const QPalette palette = themePalette(dark);
    const QVector<std::pair<QPalette::ColorRole, QPalette::ColorRole>> pairs{
        { QPalette::WindowText, QPalette::Window },
        { QPalette::Text, QPalette::Base },
        { QPalette::Text, QPalette::AlternateBase },
        { QPalette::PlaceholderText, QPalette::Base },
        { QPalette::ButtonText, QPalette::Button },
        { QPalette::ButtonText, QPalette::Window },
        { QPalette::ToolTipText, QPalette::ToolTipBase },
        { QPalette::HighlightedText, QPalette::Highlight },
        { QPalette::Link, QPalette::Base },
        { QPalette::Link, QPalette::Window },
        { QPalette::LinkVisited, QPalette::Base },
    };
    for (const auto& [text, ground] : pairs) {
        const double found = contrast(palette.color(text), palette.color(ground));
        QVERIFY2(found >= 4.5,
            qPrintable(QStringLiteral("role %1 on %2: %3").arg(text).arg(ground).arg(found)));
    }
}

void ThemeTest::marksStandOutFromTheirGround_data()
{
    textOfEveryMeaningIsReadable_data();
}

void ThemeTest::marksStandOutFromTheirGround()
{
    QFETCH(bool, dark);
    const QPalette palette = themePalette(dark);
    // Testing is bright in both palettes: it never stands without a word or an icon's shape.
    for (const Colour meaning : { Colour::Success, Colour::Failure, Colour::Unknown, Colour::Accent,
             Colour::Sessions, Colour::Testing }) {
        const double least = meaning == Colour::Testing || meaning == Colour::Sessions ? 2.0 : 3.0;
        const double found = contrast(colour(meaning, palette), palette.color(QPalette::Base));
        QVERIFY2(found >= least,
            qPrintable(QStringLiteral("colour %1: %2").arg(static_cast<int>(meaning)).arg(found)));
    }
}

void ThemeTest::contrastFollowsWcag()
{
    QCOMPARE(contrast(Qt::black, Qt::white), 21.0);
    QCOMPARE(contrast(Qt::white, Qt::black), 21.0);
    QCOMPARE(contrast(Qt::red, Qt::red), 1.0);
    // #777777 on white is the well-known grey that just misses 4.5.
    QVERIFY(qAbs(contrast(QColor(0x77, 0x77, 0x77), Qt::white) - 4.48) < 0.01);
}

void ThemeTest::choiceSetsPaletteAndStyle()
{
    applyTheme(*qApp, ThemeChoice::Dark);
    QVERIFY(isDark(QApplication::palette()));
    const auto* style = qobject_cast<QProxyStyle*>(QApplication::style());
    QVERIFY(style);
    QCOMPARE(style->baseStyle()->name().toLower(), QStringLiteral("fusion"));
    applyTheme(*qApp, ThemeChoice::Light);
    QVERIFY(!isDark(QApplication::palette()));
    applyTheme(*qApp, ThemeChoice::System);
    QCOMPARE(QApplication::palette().color(QPalette::Base),
        themePalette(isDark(QApplication::palette())).color(QPalette::Base));
}

void ThemeTest::choiceReachesWidgetsThatExist()
{
    QLabel label(QStringLiteral("text"));
    label.ensurePolished();
    applyTheme(*qApp, ThemeChoice::Dark);
    QTRY_VERIFY(isDark(label.palette()));
    applyTheme(*qApp, ThemeChoice::Light);
    QTRY_VERIFY(!isDark(label.palette()));
}

void ThemeTest::fieldsHaveAnOutline_data()
{
    textOfEveryMeaningIsReadable_data();
}

void ThemeTest::fieldsHaveAnOutline()
{
    QFETCH(bool, dark);
    applyTheme(*qApp, dark ? ThemeChoice::Dark : ThemeChoice::Light);
    QLineEdit field;
    field.resize(100, 30);
    field.setPalette(themePalette(dark));
    const QImage image = field.grab().toImage();
    const QColor ground = image.pixelColor(image.width() / 2, image.height() / 2);
    double best = 1;
    for (int x = 0; x < 6; ++x)
        best = std::max(best, contrast(image.pixelColor(x, image.height() / 2), ground));
    QVERIFY2(best >= 1.5, qPrintable(QString::number(best)));
}

void ThemeTest::portalValuesAreUnderstood()
{
    QCOMPARE(DesktopScheme::meaningOf(QVariant(1u)), std::optional(true));
    QCOMPARE(DesktopScheme::meaningOf(QVariant(2u)), std::optional(false));
    QVERIFY(!DesktopScheme::meaningOf(QVariant(0u)));
    QVERIFY(!DesktopScheme::meaningOf(QVariant()));
}

void ThemeTest::everyActionIconDraws()
{
    const QStringList names
        = QDir(QStringLiteral(":/icons/actions")).entryList({ QStringLiteral("*.svg") });
    QVERIFY(!names.isEmpty());
    for (const QString& file : names) {
        const QImage image = icon(file.chopped(4)).pixmap(QSize(16, 16), 1.0).toImage();
        int inked = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                inked += image.pixelColor(x, y).alpha() > 64;
        }
        QVERIFY2(inked > 8, qPrintable(file));
    }
    QVERIFY(!applicationIcon().pixmap(QSize(32, 32), 1.0).isNull());
}

void ThemeTest::iconFollowsThePalette()
{
    const QIcon open = icon(QStringLiteral("open"));
    const auto darkest = [&open] {
        const QImage image = open.pixmap(QSize(32, 32), 1.0).toImage();
        QColor found = Qt::transparent;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x) {
                if (image.pixelColor(x, y).alpha() > found.alpha())
                    found = image.pixelColor(x, y);
            }
        }
        return found;
    };
    applyTheme(*qApp, ThemeChoice::Light);
    const QColor inLight = darkest();
    QCOMPARE(inLight.rgb(), QApplication::palette().color(QPalette::ButtonText).rgb());
    applyTheme(*qApp, ThemeChoice::Dark);
    QCOMPARE(darkest().rgb(), QApplication::palette().color(QPalette::ButtonText).rgb());
    QVERIFY(darkest() != inLight);
}

void ThemeTest::iconIsAsSharpAsTheScreen()
{
    const QPixmap pixmap = icon(QStringLiteral("open")).pixmap(QSize(16, 16), 2.0);
    QCOMPARE(pixmap.size(), QSize(32, 32));
    QCOMPARE(pixmap.devicePixelRatio(), 2.0);
}

void ThemeTest::missingIconIsNull()
{
    const QIcon none = icon(QStringLiteral("there-is-no-such-icon"));
    QVERIFY(none.isNull());
    QVERIFY(none.pixmap(16).isNull());
}

// They are drawn for the desktop's own ground: in our dark palette they were dark on dark.
void ThemeTest::iconsOfTheDesktopAreNotUsed()
{
    applyTheme(*qApp, ThemeChoice::Dark);
    QLineEdit line;
    line.setClearButtonEnabled(true);
    const auto* clear = line.findChild<QAction*>(QStringLiteral("_q_qlineeditclearaction"));
    QVERIFY(clear);
    QCOMPARE(clear->icon().pixmap(16, 16).toImage(),
        icon(QStringLiteral("clear")).pixmap(16, 16).toImage());
    const QDialogButtonBox buttons(QDialogButtonBox::Close | QDialogButtonBox::Save);
    for (const QAbstractButton* button : buttons.buttons())
        QVERIFY2(button->icon().isNull(), qPrintable(button->text()));
    applyTheme(*qApp, ThemeChoice::Light);
}

void ThemeTest::lengthsFollowTheFont()
{
    QWidget widget;
    QFont font = widget.font();
    font.setPixelSize(20);
    widget.setFont(font);
    QCOMPARE(em(&widget), 20);
    QCOMPARE(length(&widget, 1), 5);
    QCOMPARE(length(&widget, 6), 30);
    font.setPixelSize(40);
    widget.setFont(font);
    QCOMPARE(length(&widget, 6), 60);
}

void ThemeTest::headlineIsLarger()
{
    QFont base;
    base.setPointSizeF(10);
    QCOMPARE(headlineFont(base).pointSizeF(), 16.0);
    base.setPixelSize(10);
    QCOMPARE(headlineFont(base).pixelSize(), 16);
}

void ThemeTest::tabularDigitsAreEqual()
{
    const QFontMetricsF metrics(tabularFont(QApplication::font()));
    QCOMPARE(metrics.horizontalAdvance(QStringLiteral("1111111111")),
        metrics.horizontalAdvance(QStringLiteral("0000000000")));
}

void ThemeTest::englishPluralsResolve()
{
    QCOMPARE(tr("%n report(s) from %1", nullptr, 1).arg(QStringLiteral("a")),
        QStringLiteral("1 report from a"));
    QCOMPARE(tr("%n report(s) from %1", nullptr, 2).arg(QStringLiteral("a(s)")),
        QStringLiteral("2 reports from a(s)"));
    QCOMPARE(tr("%n report(s)", nullptr, 0), QStringLiteral("0 reports"));
    QCOMPARE(tr("file(s)"), QStringLiteral("file(s)"));
    QCOMPARE(pluralNumber(1), 1);
    QVERIFY(pluralNumber(4'294'967'297) > 1);
    QVERIFY(pluralNumber(9'223'372'036'854'775'807) > 1);
    QCOMPARE(pluralNumber(-1), 0);
}

int main(int argc, char** argv)
{
    test::WatchedApplication application(argc, argv);
    applyTheme(application, ThemeChoice::Light);
    ThemeTest test;
    return application.result(QTest::qExec(&test, argc, argv));
}

#include "tst_theme.moc"
