// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/numbersgroup.h"

#include "ui/session/settings.h"
#include "ui/theme/numberbox.h"
#include "ui/theme/theme.h"

#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSpinBox>

#include <algorithm>

namespace mxlens {

NumbersGroup::NumbersGroup(const QString& title, const QString& note, Settings& settings,
    const QList<NumberQuestion>& questions)
    : QGroupBox(title)
    , m_settings(settings)
{
    auto* form = new QFormLayout(this);
    form->setVerticalSpacing(length(this, 2));
    auto* words = new QLabel(note);
    words->setTextFormat(Qt::PlainText);
    words->setWordWrap(true);
    form->addRow(words);
    for (const NumberQuestion& question : questions) {
        const NumberRange range = rangeOf(question.number);
        auto* box = new NumberBox;
        box->setObjectName(range.key.section(QLatin1Char('/'), 1));
        box->setRange(range.least, range.most);
        box->setSuffix(question.unit.isEmpty() ? QString() : QLatin1Char(' ') + question.unit);
        box->setValue(numberIn(settings, question.number));
        box->setAccessibleName(
            QString(question.caption).remove(QLatin1Char('&')).remove(QLatin1Char(':')));
        // The field in it is what takes the focus.
        box->findChild<QLineEdit*>()->setAccessibleName(box->accessibleName());
        box->setAccessibleDescription(question.meaning);
        box->setToolTip(question.meaning);
        // Half a number that is being typed is none.
        box->setKeyboardTracking(false);
        connect(box, &QSpinBox::valueChanged, this, [this, number = question.number](int value) {
            setNumberIn(m_settings, number, value);
            follow();
            emit changed();
        });
        form->addRow(question.caption, box);
        m_boxes.emplace_back(question.number, box);
    }
    m_standard = new QPushButton(tr("Use the numbers MX Lens came with"));
    m_standard->setObjectName(QStringLiteral("standardNumbers"));
    connect(m_standard, &QPushButton::clicked, this, &NumbersGroup::setAll);
    auto* row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(m_standard);
    form->addRow(row);
    follow();
}

void NumbersGroup::setAll()
{
    for (const auto& [number, box] : m_boxes) {
        const int standard = rangeOf(number).standard;
        if (box->value() == standard)
            continue;
        // Whoever listens is told of all of them at once.
        const QSignalBlocker quiet(box);
        box->setValue(standard);
        setNumberIn(m_settings, number, standard);
    }
    follow();
    emit changed();
}

void NumbersGroup::follow()
{
    m_standard->setEnabled(std::any_of(m_boxes.begin(), m_boxes.end(),
        [](const auto& entry) { return entry.second->value() != rangeOf(entry.first).standard; }));
}

} // namespace mxlens
