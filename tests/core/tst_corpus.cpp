// SPDX-License-Identifier: GPL-3.0-or-later
// Real reports, where a collection of them stands beside the repository: what each must give is in
// tests/data/corpus.tsv. Without the collection the test is skipped; its traits are also those of
// the fixtures in this repository.
#include "core/ingest/ingest.h"
#include "core/query/columns.h"
#include "core/query/selection.h"
#include "core/query/totals.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QtTest>

using namespace mxlens;

namespace {

QString corpusFolder() { return QStringLiteral(MXLENS_SOURCE_DIR "/../shared/corpus"); }

QByteArray textOf(Count count)
{
    return count.known() ? QByteArray::number(static_cast<qint64>(count.valueOr(0))) : "?";
}

// outcome, policies, failure details, sessions, successes, failures, deviations by name and place
QByteArray resultOf(const QString& file)
{
    IngestRequest request;
    request.paths = { (corpusFolder() + QLatin1Char('/') + file).toStdString() };
    const auto snapshot = ingest(request, {}).snapshot;
    const Selection all = select(*snapshot, {});
    const Totals sum = totals(*snapshot, all);
    QByteArrayList fields;
    for (RowId id = 0; id < snapshot->sourceCount(); ++id)
        fields += QByteArray::fromStdString(cell(*snapshot, id, SourceColumn::Outcome).text);
    fields += QByteArray::number(all.policies.size());
    fields += QByteArray::number(all.failures.size());
    fields += textOf(sum.figures.sessions);
    fields += textOf(sum.figures.successful);
    fields += textOf(sum.figures.failed);
    QByteArrayList deviations;
    for (const auto& part : snapshot->parts()) {
        const auto& rows = part.segment->deviations;
        for (std::size_t i = 0; i < rows.code.size(); ++i)
            deviations += QByteArray::fromStdString(std::string(deviationName(rows.code[i])) + ' '
                + std::string(snapshot->text(rows.field[i])) + 'x' + std::to_string(rows.count[i]));
    }
    fields += deviations.join("; ");
    return fields.join('\t');
}

} // namespace

class CorpusTest final : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!QFileInfo::exists(corpusFolder()))
            QSKIP("no collection of real reports beside the repository");
    }

    void everyFileGivesWhatItMust_data()
    {
        QTest::addColumn<QByteArray>("expected");
        QFile table(QStringLiteral(MXLENS_TEST_DATA "/corpus.tsv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        const QByteArrayList lines = table.readAll().split('\n');
        for (const QByteArray& line : lines) {
            if (line.isEmpty() || line.startsWith('#'))
                continue;
            const qsizetype tab = line.indexOf('\t');
            QTest::newRow(line.first(tab).constData()) << line.sliced(tab + 1);
        }
    }
    void everyFileGivesWhatItMust()
    {
        QFETCH(QByteArray, expected);
        QCOMPARE(resultOf(QString::fromUtf8(QTest::currentDataTag())), expected);
    }

    void everyFileIsInTheTable()
    {
        QFile table(QStringLiteral(MXLENS_TEST_DATA "/corpus.tsv"));
        QVERIFY(table.open(QIODevice::ReadOnly));
        const QByteArray known = '\n' + table.readAll();
        QDirIterator files(corpusFolder(), QDir::Files, QDirIterator::Subdirectories);
        QByteArrayList missing;
        while (files.hasNext()) {
            const QString name = QDir(corpusFolder()).relativeFilePath(files.next());
            if (name != QLatin1String("PROVENANCE.tsv") && !known.contains('\n' + name.toUtf8() + '\t'))
                missing += name.toUtf8() + '\t' + resultOf(name);
        }
        QVERIFY2(missing.isEmpty(), missing.join('\n').constData());
    }
};

QTEST_GUILESS_MAIN(CorpusTest)
#include "tst_corpus.moc"
