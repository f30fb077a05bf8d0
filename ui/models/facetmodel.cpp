// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/facetmodel.h"

#include "ui/models/cells.h"
#include "ui/models/domaintreemodel.h"
#include "ui/theme/englishplurals.h"
#include "ui/theme/theme.h"

#include <QFont>

#include <algorithm>
#include <utility>

namespace mxlens {

namespace {

QStringList loweredTexts(const QStringList& texts)
{
    QStringList result;
    for (const QString& text : texts)
        result.append(text.toLower());
    return result;
}

} // namespace

FacetModel::FacetModel(Facet facet, QObject* parent)
    : QAbstractTableModel(parent)
    , m_facet(facet)
{
}

void FacetModel::setRows(std::vector<FacetRow> rows)
{
    if (rows == m_rows)
        return;
    m_rows = std::move(rows);
    show();
}

void FacetModel::setChoice(const QStringList& chosen, const QStringList& leftOut)
{
    m_chosen = loweredTexts(chosen);
    m_leftOut = loweredTexts(leftOut);
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columns - 1));
}

void FacetModel::setSearch(const QString& text)
{
    m_search = text.trimmed();
    show();
}

std::vector<std::size_t> FacetModel::found() const
{
    std::vector<std::size_t> shown;
    for (std::size_t i = 0; i < m_rows.size() && shown.size() < mostShown; ++i) {
        if (m_search.isEmpty() || name(m_rows[i].value).contains(m_search, Qt::CaseInsensitive))
            shown.push_back(i);
    }
    return shown;
}

void FacetModel::show()
{
    beginResetModel();
    m_shown = found();
    endResetModel();
}

QString FacetModel::valueAt(int row) const
{
    return row >= 0 && row < rowCount() ? plainText(rowAt(row).value.value) : QString();
}

int FacetModel::rowOf(const QString& value) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (valueAt(row).compare(value, Qt::CaseInsensitive) == 0)
            return row;
    }
    return -1;
}

FacetModel::Choice FacetModel::choiceOf(int row) const
{
    const QString value = valueAt(row).toLower();
    if (m_chosen.contains(value))
        return Choice::Chosen;
    return m_leftOut.contains(value) ? Choice::LeftOut : Choice::None;
}

int FacetModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int FacetModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(columns);
}

QString FacetModel::name(const FacetValue& value) const
{
    if (!value.value.empty())
        return singleLine(value.value);
    switch (m_facet) {
    case Facet::Organization:
        return tr("no organization named");
    case Facet::ResultType:
        return tr("no result type");
    case Facet::PolicyType:
        return tr("no policy type");
    case Facet::PolicyMode:
        break;
    }
    return tr("no mode");
}

QString FacetModel::summary(int row) const
{
    const FacetValue& value = rowAt(row).value;
    QString text = name(value) + QStringLiteral(": ");
    const QString reports
        = tr("%1 report(s)", nullptr, pluralNumber(static_cast<qint64>(value.reports)))
              .arg(numberText(static_cast<qint64>(value.reports)));
    if (value.reports == 0)
        text += tr("nothing under the other filters");
    else if (m_facet == Facet::ResultType)
        text += tr("%1 failed, in %2").arg(countText(value.figures.failed), reports);
    else
        text += tr("%1 of %2 sessions failed, in %3")
                    .arg(countText(value.figures.failed), countText(value.figures.sessions),
                        reports);
    const Choice choice = choiceOf(row);
    if (choice == Choice::Chosen)
        text += tr(" (chosen)");
    if (choice == Choice::LeftOut)
        text += tr(" (left out)");
    return text;
}

QVariant FacetModel::decoration(int row) const
{
    switch (choiceOf(row)) {
    case Choice::Chosen:
        return icon(QStringLiteral("check"), Colour::Accent);
    case Choice::LeftOut:
        return icon(QStringLiteral("cancel"), Colour::MutedText);
    case Choice::None:
        break;
    }
    return {};
}

QVariant FacetModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const FacetValue& value = rowAt(index.row()).value;
    const Count failed = value.figures.failed;
    const bool isName = index.column() == NameColumn;
    switch (role) {
    case Qt::DisplayRole:
        if (isName)
            return name(value);
        if (value.reports == 0)
            return index.column() == FailedColumn ? countText(Count::zero()) : QString();
        return index.column() == FailedColumn ? countText(failed) : rateText(value.figures);
    case Qt::ToolTipRole:
        return plainToolTip(summary(index.row()));
    case Qt::AccessibleTextRole:
        return isName ? QVariant(summary(index.row())) : data(index, Qt::DisplayRole);
    case Qt::DecorationRole:
        return isName ? decoration(index.row()) : QVariant();
    case Qt::FontRole: {
        QFont font;
        font.setStrikeOut(choiceOf(index.row()) == Choice::LeftOut);
        return isName && font.strikeOut() ? QVariant(font) : QVariant();
    }
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(
            Qt::Alignment(Qt::AlignVCenter) | (isName ? Qt::AlignLeft : Qt::AlignRight));
    case DimRole:
        return value.reports == 0 || (!isName && failed.valueOr(0) == 0);
    case CellKindRole:
        return static_cast<int>(isName ? CellKind::Host : CellKind::Number);
    case SortRole:
        return isName ? QVariant(valueAt(index.row()))
                      : QVariant(static_cast<qlonglong>(failed.valueOr(0)));
    case ShareRole: {
        // The list stands in order: the first one has most.
        const qint64 most = m_rows.front().value.figures.failed.valueOr(0);
        if (index.column() != FailedColumn || most <= 0)
            return {};
        return static_cast<double>(failed.valueOr(0)) / static_cast<double>(most);
    }
    default:
        return {};
    }
}

} // namespace mxlens
