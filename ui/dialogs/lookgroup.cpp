// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/lookgroup.h"

#include "ui/session/settings.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QCoreApplication>
#include <QFormLayout>
#include <QGroupBox>
#include <QLabel>

namespace mxlens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::LookGroup)
};

QComboBox* addChoice(QFormLayout& form, const QString& caption, const char* name)
{
    auto* box = new QComboBox;
    box->setObjectName(QString::fromLatin1(name));
    box->setAccessibleName(QString(caption).remove(QLatin1Char('&')).remove(QLatin1Char(':')));
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    form.addRow(caption, box);
    return box;
}

void addLanguages(QFormLayout& form, Settings& settings)
{
    QComboBox* box = addChoice(form, Words::tr("Lan&guage:"), "language");
    box->addItem(Words::tr("As the system"), QString());
    // Each in its own words, so that it is found by those who speak no other.
    box->addItem(QStringLiteral("English"), QStringLiteral("en"));
    box->addItem(QString::fromUtf8("Espa\u00f1ol"), QStringLiteral("es"));
    box->setCurrentIndex(std::max(0, box->findData(settings.language())));
    auto* note = new QLabel(Words::tr("The language holds from the next start on."));
    note->setObjectName(QStringLiteral("languageNote"));
    note->setTextFormat(Qt::PlainText);
    note->setWordWrap(true);
    note->setVisible(false);
    form.addRow(note);
    QObject::connect(box, &QComboBox::activated, note, [box, note, &settings] {
        settings.setLanguage(box->currentData().toString());
        note->setVisible(true);
    });
}

void addColours(QFormLayout& form, const QList<QAction*>& themes)
{
    QComboBox* box = addChoice(form, Words::tr("&Colours:"), "theme");
    for (const QAction* action : themes) {
        box->addItem(QString(action->text()).remove(QLatin1Char('&')));
        if (action->isChecked())
            box->setCurrentIndex(box->count() - 1);
    }
    QObject::connect(box, &QComboBox::activated, themes.value(0),
        [themes](int index) { themes[index]->trigger(); });
}

void addTimes(QFormLayout& form, QAction* relative)
{
    QComboBox* box = addChoice(form, Words::tr("&Times:"), "times");
    box->addItems({ Words::tr("Date and time (UTC)"), Words::tr("As seen from today") });
    box->setCurrentIndex(relative->isChecked() ? 1 : 0);
    QObject::connect(box, &QComboBox::activated, relative,
        [relative](int index) { relative->setChecked(index == 1); });
}

} // namespace

QWidget* makeLookGroup(Settings& settings, const LookActions& actions)
{
    auto* group = new QGroupBox(Words::tr("Looks"));
    auto* form = new QFormLayout(group);
    form->setVerticalSpacing(length(group, 2));
    addLanguages(*form, settings);
    if (!actions.themes.isEmpty())
        addColours(*form, actions.themes);
    if (actions.relativeTimes)
        addTimes(*form, actions.relativeTimes);
    return group;
}

} // namespace mxlens
