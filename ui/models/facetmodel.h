// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/session/facetquery.h"

#include <QAbstractTableModel>
#include <QStringList>

namespace mxlens {

/// The values of one facet with their figures, those that a search leaves. GUI thread.
class FacetModel final : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column { NameColumn, FailedColumn, RateColumn, columns };

    /// How a value stands in the filter text.
    enum class Choice { None, Chosen, LeftOut };

    /// Values beyond these are found by searching.
    static constexpr std::size_t mostShown = 2'000;

    explicit FacetModel(Facet facet, QObject* parent = nullptr);

    Facet facet() const { return m_facet; }
    void setRows(std::vector<FacetRow> rows);
    /// Values of the filter text's terms of this key, as they are written.
    void setChoice(const QStringList& chosen, const QStringList& leftOut);
    /// Shows only values that hold the text, whatever its case.
    void setSearch(const QString& text);

    /// Number of values without the search.
    std::size_t valueCount() const { return m_rows.size(); }
    /// The value of a row as the filter text needs it.
    QString valueAt(int row) const;
    /// Row of a value; -1 where it is not shown.
    int rowOf(const QString& value) const;
    Choice choiceOf(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;

private:
    const FacetRow& rowAt(int row) const { return m_rows[m_shown[static_cast<std::size_t>(row)]]; }
    QString name(const FacetValue& value) const;
    QString summary(int row) const;
    QVariant decoration(int row) const;
    std::vector<std::size_t> found() const;
    void show();

    const Facet m_facet;
    std::vector<FacetRow> m_rows;
    std::vector<std::size_t> m_shown; ///< Places in m_rows.
    QStringList m_chosen, m_leftOut; ///< In lower case.
    QString m_search;
};

} // namespace mxlens
