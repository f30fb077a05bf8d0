// SPDX-License-Identifier: GPL-3.0-or-later
// Compares what windows look like with pictures that are kept in tests/data/screens. Where a change
// is meant, MXLENS_KEEP_PICTURES=1 (the target keep-pictures) keeps what they look like now.
#include "tests/ui/support/everywindow.h"
#include "tests/ui/support/guitest.h"
#include "tests/ui/support/picturecheck.h"
#include "ui/theme/theme.h"
#include "ui/views/loadingbar.h"

#include <QAbstractItemView>
#include <QDir>
#include <QScrollArea>
#include <QScrollBar>
#include <QStandardPaths>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;

class TestPictures : public QObject {
    Q_OBJECT
private:
    const QString m_folder = QStringLiteral(MXLENS_TEST_DATA "/screens");
    const bool m_keeps = qEnvironmentVariableIsSet("MXLENS_KEEP_PICTURES");
    const int m_scale = qEnvironmentVariable("QT_SCALE_FACTOR", "1").toInt();
    QStringList m_faults;
    QStringList m_seen;

    /// The pages that are kept: few at twice the size and from right to left.
    QStringList pages() const
    {
        if (QApplication::isRightToLeft())
            return { QStringLiteral("failures") };
        if (m_scale > 1)
            return { QStringLiteral("start"), QStringLiteral("problems"), QStringLiteral("keys") };
        return { QStringLiteral("start"), QStringLiteral("loading"), QStringLiteral("problems"),
            QStringLiteral("domains"), QStringLiteral("failures"), QStringLiteral("reports"),
            QStringLiteral("policies"), QStringLiteral("sources"), QStringLiteral("settings"),
            QStringLiteral("empty"), QStringLiteral("filter-error"), QStringLiteral("unreadable"),
            QStringLiteral("no-report"), QStringLiteral("keys"), QStringLiteral("days"),
            QStringLiteral("tlsRptDialog") };
    }

    QString variant() const
    {
        return (m_scale > 1 ? QStringLiteral("-%1x").arg(m_scale) : QString())
            + (QApplication::isRightToLeft() ? QStringLiteral("-reversed") : QString());
    }

    /// Whether a text is another one each time: it names a place of this machine.
    static bool isOfThisMachine(const QString& text)
    {
        return text.contains(QDir::tempPath()) || text.contains(QLatin1String(MXLENS_SOURCE_DIR));
    }

    /// What a text moves as it takes more lines or fewer: all that is scrolled with it.
    static const QWidget* reachOf(const QWidget* widget)
    {
        for (const QWidget* parent = widget; parent && !parent->isWindow();
             parent = parent->parentWidget()) {
            if (qobject_cast<const QScrollArea*>(parent))
                return parent;
        }
        return widget;
    }

    /// Covers what is another one each time: names of places, and how far reading is.
    static void cover(QImage& picture, const QWidget& window)
    {
        QPainter painter(&picture);
        const auto hide = [&](const QWidget& widget, const QRect& part) {
            painter.fillRect(QRect(widget.mapTo(&window, part.topLeft()), part.size()), Qt::gray);
        };
        const auto widgets = window.findChildren<QWidget*>();
        for (const QWidget* widget : widgets) {
            if (!widget->isVisible())
                continue;
            const QVariant text = widget->property("text"), plain = widget->property("plainText");
            if (qobject_cast<const LoadingBar*>(widget) || isOfThisMachine(text.toString())
                || isOfThisMachine(plain.toString()))
                hide(*reachOf(widget), reachOf(widget)->rect());
            // How long a form is to its end hangs on such texts too.
            if (qobject_cast<const QScrollBar*>(widget)
                && reachOf(widget->parentWidget()) != widget->parentWidget())
                hide(*widget, widget->rect());
            const auto* view = qobject_cast<const QAbstractItemView*>(widget);
            if (!view || !view->model())
                continue;
            for (int y = 0; y < view->viewport()->height(); y += view->fontMetrics().height()) {
                for (int column = 0; column < view->model()->columnCount(); ++column) {
                    const QModelIndex row = view->indexAt(QPoint(1, y));
                    const QModelIndex cell = row.siblingAtColumn(column);
                    if (isOfThisMachine(cell.data().toString()))
                        hide(*view->viewport(), view->visualRect(cell));
                }
            }
        }
    }

    void compare(QWidget& window, const QString& page, const QString& theme)
    {
        if (!pages().contains(page))
            return;
        QImage picture = window.grab().toImage();
        cover(picture, window);
        picture = reduced(picture);
        const QString name = QStringLiteral("%1-%2%3").arg(page, theme, variant());
        const QString path = m_folder + QStringLiteral("/%1.png").arg(name);
        m_seen.append(page);
        if (m_keeps) {
            QVERIFY(QDir().mkpath(m_folder));
            QVERIFY(picture.save(path, "PNG", 0));
            return;
        }
        const QImage kept(path);
        if (kept.isNull()) {
            m_faults.append(QStringLiteral("%1: no picture is kept").arg(name));
            return;
        }
        const PictureDifference difference(kept, picture);
        if (difference.none())
            return;
        const QString folder = qEnvironmentVariable("MXLENS_SCREENS", QDir::tempPath());
        QDir().mkpath(folder);
        const QString shown = folder + QStringLiteral("/%1-differs.png").arg(name);
        difference.picture().save(shown);
        m_faults.append(difference.sameSize()
                ? QStringLiteral("%1: %2 pixels: %3").arg(name).arg(difference.pixels()).arg(shown)
                : QStringLiteral("%1: another size: %2").arg(name, shown));
    }

private slots:
    void initTestCase()
    {
        // Another Qt draws a little differently.
        if (QLatin1String(qVersion()).left(4) != QLatin1String("6.4."))
            QSKIP("The pictures are those of Qt 6.4");
        QStandardPaths::setTestModeEnabled(true);
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates));
        QApplication::setCursorFlashTime(0);
        QApplication::setFont(QFont(QStringLiteral("DejaVu Sans"), 10));
        if (qEnvironmentVariableIsSet("MXLENS_REVERSE"))
            QApplication::setLayoutDirection(Qt::RightToLeft);
    }

    void init()
    {
        m_faults.clear();
        m_seen.clear();
    }

    void windowsLookAsTheyDid_data()
    {
        QTest::addColumn<int>("theme");
        QTest::newRow("light") << static_cast<int>(ThemeChoice::Light);
        QTest::newRow("dark") << static_cast<int>(ThemeChoice::Dark);
    }

    void windowsLookAsTheyDid()
    {
        QFETCH(int, theme);
        if (variant().size() > 0 && theme == static_cast<int>(ThemeChoice::Dark))
            return; // once is enough of what does not depend on colours
        applyTheme(*qApp, static_cast<ThemeChoice>(theme));
        const QString name = QString::fromLatin1(QTest::currentDataTag());
        EveryWindow every([this, &name](QWidget& window, const QString& page) {
            if (page != QLatin1String("loading")) // which would be over then
                waitUntilStill(window);
            compare(window, page, name);
        });
        every.visitPages();
        every.visitDialogs();
        QStringList expected = pages();
        expected.sort();
        m_seen.sort();
        QCOMPARE(m_seen, expected);
        QVERIFY2(m_faults.isEmpty(), qPrintable(QLatin1Char('\n') + m_faults.join(u'\n')));
    }

    // The comparison sees a letter, and does not see how smooth one is.
    void differencesAreFound()
    {
        const auto draw = [](const QString& text, QPointF at, QColor colour = Qt::black) {
            QImage picture(120, 60, QImage::Format_RGB32);
            picture.fill(Qt::white);
            QPainter painter(&picture);
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(colour);
            painter.drawText(at, text);
            painter.drawLine(QPointF(10, 45) + at - QPointF(8, 24), QPointF(110, 45.5));
            return picture;
        };
        const QImage one = draw(QStringLiteral("2,363 failed"), { 8, 24 });
        QVERIFY(PictureDifference(reduced(one), one).none());
        QImage smooth = one;
        QPainter painter(&smooth);
        painter.setOpacity(0.15);
        painter.drawImage(1, 0, one);
        painter.end();
        QVERIFY(smooth != one);
        QVERIFY(PictureDifference(one, smooth).none());
        QVERIFY(PictureDifference(one, draw(QStringLiteral("2,363 failed"), { 8, 24 }, 0x222222))
                    .none());
        for (const QImage& other : { draw(QStringLiteral("2,368 failed"), { 8, 24 }),
                 draw(QStringLiteral("2,363 failed"), { 11, 24 }),
                 draw(QStringLiteral("2,363 failed"), { 8, 24 }, Qt::red),
                 QImage(119, 60, one.format()) })
            QVERIFY(!PictureDifference(one, other).none());
    }
};

MXLENS_GUI_TEST(TestPictures)
#include "tst_pictures.moc"
