// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/daysdialog.h"

#include "ui/theme/englishplurals.h"
#include "ui/theme/numbers.h"
#include "ui/theme/theme.h"
#include "ui/theme/words.h"

#include <QDateEdit>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <algorithm>

namespace mxlens {

DaysDialog::DaysDialog(QDate from, QDate to, QDate earliest, QDate latest, QWidget* parent)
    : QDialog(parent)
{
    setObjectName(QStringLiteral("daysDialog"));
    setWindowTitle(tr("Days to show"));
    auto* layout = new QVBoxLayout(this);
    const int margin = length(this, 6);
    layout->setContentsMargins(margin, margin, margin, margin);
    layout->setSpacing(length(this, 3));
    auto* form = new QFormLayout;
    m_from = makeEdit("daysFrom", from);
    m_to = makeEdit("daysTo", to);
    form->addRow(tr("&First day:"), m_from);
    form->addRow(tr("&Last day:"), m_to);
    layout->addLayout(form);
    m_note = new QLabel;
    m_note->setObjectName(QStringLiteral("daysNote"));
    m_note->setTextFormat(Qt::PlainText);
    layout->addWidget(m_note);
    if (earliest.isValid() && latest.isValid()) {
        auto* hint = new QLabel(tr("There are reports from %1.").arg(daysText(earliest, latest)));
        hint->setTextFormat(Qt::PlainText);
        layout->addWidget(hint);
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    connect(m_from, &QDateEdit::dateChanged, this, &DaysDialog::follow);
    connect(m_to, &QDateEdit::dateChanged, this, &DaysDialog::follow);
    follow();
}

QDateEdit* DaysDialog::makeEdit(const char* name, QDate day)
{
    auto* edit = new QDateEdit(day);
    edit->setObjectName(QString::fromLatin1(name));
    edit->setCalendarPopup(true);
    edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd"));
    edit->setToolTip(tr("A day in UTC, as in the reports"));
    return edit;
}

QDate DaysDialog::from() const
{
    return std::min(m_from->date(), m_to->date());
}

QDate DaysDialog::to() const
{
    return std::max(m_from->date(), m_to->date());
}

void DaysDialog::follow()
{
    const qint64 days = from().daysTo(to()) + 1;
    m_note->setText(tr("%1 day(s), both ends included (UTC)", nullptr, pluralNumber(days))
                        .arg(numberText(days)));
}

} // namespace mxlens
