// SPDX-License-Identifier: GPL-3.0-or-later
// From the window to a file: what is exported and dragged out is what is shown.
#include "tests/core/support/csvtable.h"
#include "tests/ui/support/guitest.h"
#include "tests/ui/support/reports.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/dialogs/filechooser.h"
#include "ui/dialogs/toolfiles.h"
#include "ui/models/cells.h"
#include "ui/session/settings.h"
#include "ui/views/messagebar.h"
#include "ui/views/recordtable.h"
#include "ui/views/recordtabs.h"
#include "ui/views/resultspage.h"
#include "ui/views/rowdrag.h"

#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QHeaderView>
#include <QMimeData>
#include <QRadioButton>
#include <QStandardPaths>
#include <QTest>

using namespace mxlens;
using namespace mxlens::test;
using mxlens::testing::csvFields;

namespace {

using Fields = std::vector<std::vector<std::string>>;

/// The raw values of a table as it stands, its names of columns first.
Fields shownFields(const RecordTable& table)
{
    const QHeaderView& header = *table.horizontalHeader();
    std::vector<int> columns;
    for (int visual = 0; visual < header.count(); ++visual) {
        const int logical = header.logicalIndex(visual);
        const QString name = table.records().columns()[logical].name;
        // Deviations of sources are for the eye alone.
        if (!header.isSectionHidden(logical) && name != QLatin1String("deviations"))
            columns.push_back(logical);
    }
    Fields rows(1);
    for (const int column : columns)
        rows.front().push_back(table.records().columns()[column].name.toStdString());
    for (int row = 0; row < table.records().rowCount(); ++row) {
        auto& fields = rows.emplace_back();
        for (const int column : columns)
            fields.push_back(
                table.records().index(row, column).data(SortRole).toString().toStdString());
    }
    return rows;
}

} // namespace

class ExportFlowTest : public QObject {
    Q_OBJECT

    std::unique_ptr<WindowFixture> m_fixture;

    MainWindow& window() { return *m_fixture->window; }
    RecordTabs& tabs() { return window().results().tabs(); }
    void settle() { QTRY_VERIFY_WITH_TIMEOUT(window().isSettled(), 20'000); }

    void openReports()
    {
        QStringList paths;
        for (int i = 0; i < 40; ++i) {
            MadeReport report;
            report.day = QDate(2026, 9, 1).addDays(i % 20);
            report.id = QStringLiteral("r;%1").arg(i);
            report.organization
                = i % 3 ? QStringLiteral("=Reporter, One") : QStringLiteral("Reporter \\\"Two\\\"");
            report.domain = i % 4 ? QStringLiteral("example.com") : QStringLiteral("example.org");
            report.successful = 100 + i;
            report.failed = 2 * i;
            report.details = { { QStringLiteral("certificate-expired"),
                                   QStringLiteral("mx%1.example.com").arg(i % 5), i },
                { QStringLiteral("validation-failure"), QString(), i } };
            paths.append(m_fixture->path(QStringLiteral("r%1.json").arg(i)));
            QVERIFY(writeFile(paths.last(), report.json()));
        }
        paths.append(m_fixture->path(QStringLiteral("no-report.txt")));
        QVERIFY(writeFile(paths.last(), "hello"));
        window().openPaths(paths);
        settle();
    }

    /// Chooses in the dialog that Export as opens, and waits for the file.
    QByteArray exported(const std::function<void(const QDialog&)>& choose)
    {
        m_fixture->answers->saveTo = m_fixture->path(QStringLiteral("out"));
        QFile::remove(m_fixture->answers->saveTo);
        m_fixture->action("actionExportAs")->trigger();
        auto* dialog = m_fixture->find<QDialog>("exportDialog");
        if (!dialog)
            return "no dialog";
        choose(*dialog);
        dialog->accept();
        auto* bar = m_fixture->find<MessageBar>("messageBar");
        if (!QTest::qWaitFor(
                [bar] { return bar->text().startsWith(QLatin1String("Wrote ")); }, 10'000))
            return "not written: " + bar->text().toUtf8();
        bar->dismiss();
        if (!QTest::qWaitFor([this] { return !m_fixture->find<QDialog>("exportDialog"); }))
            return "the dialog stays";
        QFile file(m_fixture->answers->saveTo);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
    }

    static void choose(const QDialog& dialog, const char* box, const QVariant& value)
    {
        auto* const list = dialog.findChild<QComboBox*>(QString::fromLatin1(box));
        list->setCurrentIndex(list->findData(value));
    }
    static void check(const QDialog& dialog, const char* button)
    {
        dialog.findChild<QAbstractButton*>(QString::fromLatin1(button))->setChecked(true);
    }

private slots:
    void init() { m_fixture = std::make_unique<WindowFixture>(); }
    void cleanup() { m_fixture.reset(); }

    void fileEqualsTheTable_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("filter");
        QTest::addColumn<int>("column");
        const auto row = [](const char* name, RowKind kind, const char* filter, int column) {
            QTest::newRow(name) << static_cast<int>(kind) << QString::fromLatin1(filter) << column;
        };
        row("failures", RowKind::Failure, "", static_cast<int>(FailureColumn::FailedSessionCount));
        row("failures by text", RowKind::Failure, "domain:example.com result:certificate-expired",
            static_cast<int>(FailureColumn::ReceivingMxHostname));
        row("policies", RowKind::Policy, "org:*two* failures:>10",
            static_cast<int>(PolicyColumn::TotalFailureSessionCount));
        row("sources", RowKind::Source, "", static_cast<int>(SourceColumn::Source));
    }

    void fileEqualsTheTable()
    {
        QFETCH(int, kind);
        QFETCH(QString, filter);
        QFETCH(int, column);
        openReports();
        const auto tab = static_cast<RowKind>(kind);
        tabs().showTab(tab);
        auto* table = qobject_cast<RecordTable*>(tabs().currentWidget());
        QVERIFY(table);
        window().setFilterText(filter);
        settle();
        // Another order of the columns, one of them hidden, sorted by a third.
        table->horizontalHeader()->moveSection(0, 2);
        table->horizontalHeader()->hideSection(table->horizontalHeader()->logicalIndex(1));
        emit table->rowView().columns().sortRequested({ column, true });
        settle();
        const Fields expected = shownFields(*table);
        QVERIFY(expected.size() > 2);
        const QByteArray bytes = exported([](const QDialog& dialog) {
            check(dialog, "exportShownRows");
            check(dialog, "exportShownColumns");
            dialog.findChild<QAbstractButton*>(QStringLiteral("exportGuard"))->setChecked(false);
        });
        const Fields written = csvFields({ bytes.constData(), std::size_t(bytes.size()) });
        QCOMPARE(written.size(), expected.size());
        for (std::size_t i = 0; i < written.size(); ++i) {
            QCOMPARE(written[i].size(), expected[i].size());
            for (std::size_t k = 0; k < written[i].size(); ++k)
                QCOMPARE(written[i][k], expected[i][k]);
        }
    }

    void allThatWasReadIsWrittenWhateverIsShown()
    {
        openReports();
        window().setFilterText(QStringLiteral("domain:example.org"));
        settle();
        const QByteArray bytes = exported([](const QDialog& dialog) {
            choose(dialog, "exportTable", static_cast<int>(Table::Policies));
            check(dialog, "exportAllRows");
            choose(dialog, "exportFormat", static_cast<int>(ExportFormat::JsonLines));
        });
        QCOMPARE(m_fixture->answers->suggestion, QStringLiteral("policies.jsonl"));
        QCOMPARE(bytes.count('\n'), 40);
        QVERIFY(bytes.startsWith("{\"organization_name\":"));
    }

    // What is made of reports does not belong among them.
    void savingBeginsWhereSomethingWasSavedAndNotWithTheReports()
    {
        const QString reports = m_fixture->path(QStringLiteral("reports"));
        const QString saved = m_fixture->path(QStringLiteral("saved"));
        QVERIFY(QDir().mkpath(reports) && QDir().mkpath(saved));
        QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
        if (!QDir(documents).exists())
            documents = QDir::homePath();
        const QString ini = m_fixture->path(QStringLiteral("chooser.ini"));
        const auto folderOf = [](const QFileDialog* dialog) {
            return dialog ? dialog->directory().absolutePath() : QStringLiteral("no dialog");
        };
        const auto dialog = [this] {
            const auto all = window().findChildren<QFileDialog*>();
            return all.isEmpty() ? nullptr : all.last();
        };
        const auto close = [&dialog](const QString& path) {
            QFileDialog* const open = dialog();
            if (!path.isEmpty())
                emit open->fileSelected(path);
            delete open;
        };
        {
            Settings settings(ini);
            DesktopFileChooser chooser(&settings);
            chooser.openFolder(&window(), [](const QString&) {});
            close(reports);
            chooser.saveFile(&window(), QStringLiteral("a.csv"), [](const QString&) {});
            QCOMPARE(folderOf(dialog()), documents);
            close(saved + QStringLiteral("/a.csv"));
            chooser.saveReport(&window(), QStringLiteral("a.pdf"), [](const QString&) {});
            QCOMPARE(folderOf(dialog()), saved);
            close({});
            chooser.openFolder(&window(), [](const QString&) {});
            QCOMPARE(folderOf(dialog()), reports);
            close({});
        }
        // The next time too, and in the tools; a folder that is gone is none.
        Settings settings(ini);
        const ToolFiles tools = desktopToolFiles(&settings);
        tools.save(&window(), QString(), QStringLiteral("mta-sts.txt"), [](const QString&) {});
        QCOMPARE(folderOf(dialog()), saved);
        close({});
        QVERIFY(QDir(saved).removeRecursively());
        tools.save(&window(), QString(), QStringLiteral("mta-sts.txt"), [](const QString&) {});
        QCOMPARE(folderOf(dialog()), documents);
        close({});
    }

    void trendFollowsTheFilter()
    {
        openReports();
        window().setFilterText(QStringLiteral("domain:example.org"));
        settle();
        const QByteArray bytes = exported([](const QDialog& dialog) {
            choose(dialog, "exportTable", static_cast<int>(Table::Trend));
            choose(dialog, "exportSplit", static_cast<int>(TrendBy::Reporter));
            choose(dialog, "exportSeparator", static_cast<int>(';'));
            check(dialog, "exportMark");
        });
        QVERIFY2(bytes.startsWith("\xEF\xBB\xBF"
                                  "day;organization_name;sessions;"),
            bytes.constData());
        QVERIFY(bytes.contains("2026-09-01;\"Reporter \"\"Two\"\"\";100;100;0\r\n"));
        QVERIFY(!bytes.contains("2026-09-02"));
        QCOMPARE(m_fixture->answers->suggestion, QStringLiteral("trend.csv"));
    }

    void parsedmarcHasPoliciesAndDetailsOfWhatIsShown()
    {
        openReports();
        window().setFilterText(QStringLiteral("domain:example.org"));
        settle();
        const QByteArray bytes = exported([](const QDialog& dialog) {
            choose(dialog, "exportFormat", static_cast<int>(ExportFormat::ParsedmarcCsv));
            QVERIFY(!dialog.findChild<QWidget*>(QStringLiteral("exportTable"))->isEnabled());
        });
        QCOMPARE(bytes.count("\r\n"), 1 + 10 + 20);
        QCOMPARE(m_fixture->answers->suggestion, QStringLiteral("smtp_tls.csv"));
    }

    void draggedRowsAreThoseSelectedInTheirOrder()
    {
        openReports();
        tabs().showTab(RowKind::Failure);
        auto* table = m_fixture->find<RecordTable>("failuresTable");
        const int count = static_cast<int>(FailureColumn::FailedSessionCount);
        emit table->rowView().columns().sortRequested({ count, true });
        settle();
        QTRY_COMPARE(table->records().index(0, count).data(SortRole).toInt(), 39);
        table->selectionModel()->clearSelection();
        for (const int row : { 5, 2, 3 })
            table->selectionModel()->select(table->records().index(row, 0),
                QItemSelectionModel::Select | QItemSelectionModel::Rows);
        const DraggedRows dragged = tabs().draggedRows(RowKind::Failure);
        const Fields fields
            = csvFields({ dragged.csv.constData(), std::size_t(dragged.csv.size()) });
        QCOMPARE(fields.size(), std::size_t{ 4 });
        for (std::size_t i = 0; i < 3; ++i) {
            const int row = std::array{ 2, 3, 5 }[i];
            QCOMPARE(QString::fromStdString(fields[i + 1][static_cast<std::size_t>(count)]),
                table->records().index(row, count).data(SortRole).toString());
        }
        QCOMPARE(dragged.fileName, QStringLiteral("failures.csv"));

        const QTemporaryDir folder;
        const auto mime = mimeOf(dragged, folder);
        QCOMPARE(mime->data(QStringLiteral("text/csv")), dragged.csv);
        QCOMPARE(mime->text(), QString::fromUtf8(dragged.csv));
        QVERIFY(!QFile::exists(folder.filePath(dragged.fileName)));
        QVERIFY(mime->hasUrls());
        QCOMPARE(mime->urls().size(), 1);
        QFile file(mime->urls().constFirst().toLocalFile());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), dragged.csv);
    }

    void draggedSourcesAreTheirFiles()
    {
        openReports();
        tabs().showTab(RowKind::Source);
        auto* table = m_fixture->find<RecordTable>("sourcesTable");
        table->setCurrentIndex(table->records().index(0, 0));
        const DraggedRows dragged = tabs().draggedRows(RowKind::Source);
        QCOMPARE(dragged.files.size(), 1);
        const QString source = table->records().index(0, 0).data(SortRole).toString();
        QCOMPARE(dragged.files.constFirst().toLocalFile(), source);
        const QTemporaryDir folder;
        QCOMPARE(mimeOf(dragged, folder)->urls(), dragged.files);
    }

    void pressOnASelectedRowStillSelectsIt()
    {
        openReports();
        tabs().showTab(RowKind::Failure);
        auto* table = m_fixture->find<RecordTable>("failuresTable");
        table->selectAll();
        const QPoint place = table->visualRect(table->records().index(3, 0)).center();
        QTest::mousePress(table->viewport(), Qt::LeftButton, Qt::NoModifier, place);
        QVERIFY(table->selectionModel()->selectedRows().size() > 1);
        QTest::mouseRelease(table->viewport(), Qt::LeftButton, Qt::NoModifier, place);
        QCOMPARE(table->selectionModel()->selectedRows().size(), 1);
        QCOMPARE(table->currentIndex().row(), 3);
    }
};

MXLENS_GUI_TEST(ExportFlowTest)
#include "tst_exportflow.moc"
