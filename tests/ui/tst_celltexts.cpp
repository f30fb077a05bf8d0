// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"
#include "ui/views/celltexts.h"

#include <QApplication>
#include <QImage>
#include <QPainter>
#include <QTableView>
#include <QtTest>

using namespace mxlens;

namespace {

QImage blank()
{
    QImage image(260, 40, QImage::Format_RGB32);
    image.fill(Qt::white);
    return image;
}

} // namespace

class CellTextsTest final : public QObject {
    Q_OBJECT

private slots:
    // Everything that moves or shortens a text, pixel by pixel.
    void textsAreWhereTheStylePaintsThem_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("height");
        const QStringList texts{ QStringLiteral("starttls-not-supported"), QStringLiteral("1,234"),
            QStringLiteral("mail/reporter-a.example!domain-001.example.com!1711929600!1712015999"),
            QString::fromUtf8("Zustellung über Öl"), QString::fromUtf8("שלום mx1.example.com."),
            QStringLiteral("x") };
        for (const QString& text : texts) {
            for (const int width : { 250, 101, 40, 12 })
                QTest::addRow("%s %d", qPrintable(text), width) << text << width << 27;
        }
        QTest::newRow("higher than the cell") << texts.front() << 250 << 9;
    }
    void textsAreWhereTheStylePaintsThem()
    {
        QFETCH(QString, text);
        QFETCH(int, width);
        QFETCH(int, height);
        QTableView view;
        CellTexts texts;
        int dark = 0;
        for (const Qt::Alignment side : { Qt::AlignLeft, Qt::AlignRight, Qt::AlignHCenter }) {
            for (const Qt::LayoutDirection direction : { Qt::LeftToRight, Qt::RightToLeft }) {
                for (const Qt::TextElideMode elide : { Qt::ElideRight, Qt::ElideMiddle }) {
                    QStyleOptionViewItem option;
                    option.widget = &view;
                    option.rect = QRect(3, 5, width, height);
                    option.text = text;
                    option.font
                        = direction == Qt::LeftToRight ? view.font() : tabularFont(view.font());
                    option.displayAlignment = side | Qt::AlignVCenter;
                    option.direction = direction;
                    option.textElideMode = elide;
                    option.palette = QApplication::palette();
                    option.showDecorationSelected = true;
                    option.features = QStyleOptionViewItem::HasDisplay;
                    option.state = QStyle::State_Enabled | QStyle::State_Active;
                    QImage byStyle = blank();
                    QPainter painter(&byStyle);
                    view.style()->drawControl(QStyle::CE_ItemViewItem, &option, &painter, &view);
                    painter.end();
                    // The second time it is known already.
                    for (int time = 0; time < 2; ++time) {
                        QImage ours = blank();
                        painter.begin(&ours);
                        texts.paint(painter, option);
                        painter.end();
                        QCOMPARE(ours, byStyle);
                        dark += ours != blank();
                    }
                }
            }
        }
        QVERIFY(dark > 0 || width < 40);
    }

    void textsTakeTheColourOfTheirState()
    {
        QTableView view;
        CellTexts texts;
        QStyleOptionViewItem option;
        option.widget = &view;
        option.rect = QRect(0, 0, 200, 30);
        option.text = QStringLiteral("certificate-expired");
        option.font = view.font();
        option.displayAlignment = Qt::AlignVCenter;
        option.state = QStyle::State_Enabled | QStyle::State_Active;
        option.palette.setColor(QPalette::Active, QPalette::Text, Qt::red);
        option.palette.setColor(QPalette::Active, QPalette::HighlightedText, Qt::blue);
        option.palette.setColor(QPalette::Inactive, QPalette::Text, Qt::green);
        option.palette.setColor(QPalette::Disabled, QPalette::Text, Qt::magenta);
        QList<QImage> seen;
        for (const QStyle::State state :
            { QStyle::State(QStyle::State_Enabled | QStyle::State_Active),
                QStyle::State(
                    QStyle::State_Enabled | QStyle::State_Active | QStyle::State_Selected),
                QStyle::State(QStyle::State_Enabled), QStyle::State() }) {
            option.state = state;
            QImage image = blank();
            QPainter painter(&image);
            texts.paint(painter, option);
            painter.end();
            QVERIFY(!seen.contains(image));
            seen.append(image);
        }
    }
};

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    applyTheme(application, ThemeChoice::Light);
    CellTextsTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_celltexts.moc"
