// SPDX-License-Identifier: GPL-3.0-or-later
// Trees of very many rows whose data change.
#include "tests/ui/support/guitest.h"
#include "ui/theme/theme.h"
#include "ui/views/domaintree.h"
#include "ui/views/longtree.h"

#include <QAbstractListModel>
#include <QScrollBar>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;

namespace {

constexpr int many = 30'000;

/// Rows that all say the same, until they say something else.
class Rows final : public QAbstractListModel {
public:
    int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : many;
    }
    QVariant data(const QModelIndex&, int role) const override
    {
        return role == Qt::DisplayRole ? m_text : QVariant();
    }
    void setText(const QString& text)
    {
        m_text = text;
        emit dataChanged(index(0), index(many - 1));
    }

private:
    QString m_text = QStringLiteral("before");
};

std::vector<DomainNode> oneDomain(Count failed)
{
    DomainNode domain;
    domain.domain = "example.com";
    domain.figures.failed = failed;
    for (int i = 0; i < many; ++i)
        domain.mxs.push_back({ "mx" + std::to_string(i) + ".example.com", failed,
            { { "starttls-not-supported", failed } } });
    return { std::move(domain) };
}

/// Milliseconds of work of a function.
template <typename Function> double workOf(Function function)
{
    const double before = threadTime();
    function();
    return threadTime() - before;
}

} // namespace

class LongTreeTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { applyTheme(*qApp, ThemeChoice::Light); }

    void rowsThatChangeAreShownAtOnce()
    {
        Rows rows;
        LongTree tree;
        tree.setModel(&rows);
        tree.resize(300, 400);
        tree.show();
        tree.verticalScrollBar()->setValue(tree.verticalScrollBar()->maximum() / 2);
        const QImage before = tree.grab().toImage();
        QVERIFY(QTest::qWaitForWindowExposed(&tree));
        const double work = workOf([&] { rows.setText(QStringLiteral("after")); });
        QVERIFY2(work < WatchedApplication::limit(), qPrintable(QString::number(work)));
        QTRY_VERIFY(tree.grab().toImage() != before);
    }

    void aTallerFirstRowMakesAllTaller()
    {
        Rows rows;
        LongTree tree;
        tree.setModel(&rows);
        tree.resize(300, 400);
        tree.show();
        const int before = tree.visualRect(rows.index(1)).height();
        rows.setText(QStringLiteral("two\nlines"));
        QTRY_VERIFY(tree.visualRect(rows.index(1)).height() > before);
    }

    // Every answer brings the figures of all MX anew.
    void figuresOfAnOpenDomainAreExchangedAtOnce()
    {
        DomainTree tree;
        tree.resize(500, 400);
        tree.show();
        tree.showDomains(oneDomain(Count(1)), {});
        QVERIFY(tree.isExpanded(tree.model()->index(1, 0)));
        tree.verticalScrollBar()->setValue(tree.verticalScrollBar()->maximum());
        QVERIFY(QTest::qWaitForWindowExposed(&tree));
        std::vector<DomainNode> next = oneDomain(Count(2));
        const double work = workOf([&] { tree.showDomains(std::move(next), {}); });
        QVERIFY2(work < WatchedApplication::limit(), qPrintable(QString::number(work)));
    }
};

MXLENS_GUI_TEST(LongTreeTest)
#include "tst_longtree.moc"
