// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QDialog>

class QDateEdit;
class QLabel;

namespace mxlens {

/// Asks for the first and the last day, both inclusive and in UTC. GUI thread.
class DaysDialog final : public QDialog {
    Q_OBJECT
public:
    /// Begins with from and to; earliest and latest are the days of the reports, where known.
    DaysDialog(QDate from, QDate to, QDate earliest, QDate latest, QWidget* parent = nullptr);

    QDate from() const;
    QDate to() const;

private:
    QDateEdit* makeEdit(const char* name, QDate day);
    void follow();

    QDateEdit* m_from = nullptr;
    QDateEdit* m_to = nullptr;
    QLabel* m_note = nullptr;
};

} // namespace mxlens
