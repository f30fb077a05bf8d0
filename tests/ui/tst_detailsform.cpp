// SPDX-License-Identifier: GPL-3.0-or-later
// What is seen of details where there is little room.
#include "tests/ui/support/guitest.h"
#include "tests/ui/support/reportfixtures.h"
#include "ui/panels/detailsform.h"
#include "ui/panels/detailspanel.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>

#include <algorithm>

using namespace mxlens;

class DetailsFormTest final : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedStates)); }

    // Large counts were shortened like names: half a number is another number.
    void figuresOfTablesAreWhole()
    {
        DetailsPanel panel;
        panel.setRawReader(instantReader("{}"));
        panel.show();
        panel.showReport(snapshotOf(reportJson("9123456789012", "8123456789012", {})), 0);
        const auto* form = panel.findChild<QScrollArea*>(QStringLiteral("detailsForm"));
        for (const int width : { 900, 400, 300 }) {
            panel.resize(width, 500);
            QCoreApplication::processEvents();
            const auto labels = form->findChildren<QLabel*>();
            for (const char* figure : { "9,123,456,789,012", "8,123,456,789,012" }) {
                const auto found = std::ranges::find_if(labels, [figure](const QLabel* label) {
                    return label->text() == QLatin1String(figure) && !label->wordWrap();
                });
                QVERIFY2(found != labels.end(), figure);
                QVERIFY2((*found)->width() >= (*found)->sizeHint().width(), figure);
            }
            QVERIFY(form->widget()->minimumSizeHint().width() <= form->widget()->width());
        }
    }

    // A table that has to be scrolled took the sentences along, out of sight.
    void sentencesBreakAtTheEdgeThatIsSeen()
    {
        DetailsText details;
        details.sentence
            = QStringLiteral("A sentence that is longer than the panel, which is narrow.");
        DetailsSection section;
        section.title = QStringLiteral("Sessions of this report");
        section.table.header = QStringList(4, QStringLiteral("failed"));
        section.table.numberColumns = { 0, 1, 2, 3 };
        section.table.rows.append(QStringList(4, QStringLiteral("9,123,456,789,012")));
        section.remarks.append(details.sentence);
        details.sections.append(section);
        DetailsForm form;
        form.setDetails(details);
        form.resize(280, 300);
        form.show();
        const auto ends = [&] {
            QVector<int> places;
            for (const QLabel* label : form.findChildren<QLabel*>()) {
                if (label->wordWrap() && label->text() == details.sentence)
                    places.append(label->mapTo(form.widget(), label->rect().topRight()).x());
            }
            return places;
        };
        QTRY_VERIFY(form.horizontalScrollBar()->isVisible());
        QCOMPARE(ends().size(), 2);
        for (const int end : ends())
            QVERIFY2(end < form.viewport()->width(), qPrintable(QString::number(end)));
        form.resize(1000, 300);
        QTRY_VERIFY(!form.horizontalScrollBar()->isVisible());
        for (const int end : ends())
            QVERIFY2(end > form.viewport()->width() * 9 / 10, qPrintable(QString::number(end)));
    }

    // Names were shortened while there was free room at the edge.
    void namesTakeAllRoomThatIsLeft()
    {
        DetailsText details;
        DetailsSection section;
        section.title = QStringLiteral("Reporters");
        section.table.header = { QStringLiteral("failed"),
            QStringLiteral("a header of many short words"), QStringLiteral("organization") };
        section.table.numberColumns = { 0 };
        section.table.rows.append({ QStringLiteral("12"), QStringLiteral("-"),
            QString(QStringLiteral("The Name of a Reporter ")).repeated(9) });
        details.sections.append(section);
        DetailsForm form;
        form.setDetails(details);
        for (const int width : { 260, 400, 700 }) {
            form.resize(width, 200);
            form.show();
            QCoreApplication::processEvents();
            QTRY_VERIFY(!form.horizontalScrollBar()->isVisible());
            const auto labels = form.findChildren<QLabel*>();
            const auto name = std::ranges::find_if(
                labels, [](const QLabel* label) { return label->text().contains(QChar(0x2026)); });
            QVERIFY(name != labels.end());
            const int end = (*name)->x() + (*name)->sizeHint().width() + length(&form, 3);
            const int letter = form.fontMetrics().horizontalAdvance(QStringLiteral("MM"));
            QVERIFY((*name)->x() < form.viewport()->width() / 2);
            QVERIFY2(end > form.viewport()->width() - letter, qPrintable(QString::number(end)));
        }
    }

    // Captions took all of a narrow panel, and what they stand for was cut.
    void longCaptionsLeaveValuesTheirRoom()
    {
        const QString caption = QStringLiteral("MX patterns (from the policy text)");
        DetailsForm form;
        DetailsText details;
        details.sentence = QStringLiteral("x");
        DetailsSection section;
        section.title = QStringLiteral("x");
        section.fields.append({ caption, QStringLiteral("the value stands beside it") });
        details.sections.append(section);
        form.setDetails(details);
        form.resize(800, 300);
        form.show();
        const auto value = [&] {
            for (QWidget* widget : form.findChildren<QWidget*>()) {
                if (widget->accessibleDescription() == caption
                    || widget->accessibleName() == caption)
                    return widget;
            }
            return form.widget();
        };
        const int whole = value()->x();
        form.resize(280, 300);
        QTRY_VERIFY(value()->x() < whole);
        QVERIFY(value()->width() >= 120);
        QVERIFY(!form.horizontalScrollBar()->isVisible());
        form.resize(800, 300);
        QTRY_COMPARE(value()->x(), whole);
    }
};

MXLENS_GUI_TEST(DetailsFormTest)
#include "tst_detailsform.moc"
