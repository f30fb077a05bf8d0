// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/stspolicyfields.h"

#include "ui/dialogs/durationwords.h"
#include "ui/dialogs/itemseditor.h"
#include "ui/dialogs/tooldialog.h"
#include "ui/panels/displaytext.h"
#include "ui/theme/numberbox.h"
#include "ui/theme/theme.h"

#include <QComboBox>
#include <QGroupBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QVBoxLayout>

#include <array>

namespace mxlens {

namespace {

constexpr std::array modes{ PolicyMode::Testing, PolicyMode::Enforce, PolicyMode::None };
constexpr std::array presets{ 86400, 604800, 1209600, 2419200, 7257600, 31557600 };
constexpr int oneWeek = 604800;

QVBoxLayout* layoutIn(QWidget* widget)
{
    auto* layout = new QVBoxLayout(widget);
    layout->setSpacing(length(widget, 2));
    return layout;
}

} // namespace

StsPolicyFields::StsPolicyFields(QWidget* parent)
    : QWidget(parent)
{
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(length(this, 3));
    layout->addWidget(modeGroup());
    layout->addWidget(patternGroup());
    layout->addWidget(ageGroup());
    setPolicy({});
    setSeen({});
    setReadiness({});
}

QRadioButton* StsPolicyFields::modeButton(PolicyMode mode, const QString& text, const char* name)
{
    auto* button = new QRadioButton(text, this);
    button->setObjectName(QString::fromLatin1(name));
    button->setChecked(mode == PolicyMode::Testing);
    connect(button, &QRadioButton::toggled, this, [this](bool checked) {
        if (!checked)
            return;
        tellMode();
        emit changed();
    });
    m_modes.append(button);
    return button;
}

QWidget* StsPolicyFields::modeGroup()
{
    auto* group = new QGroupBox(tr("Mode"), this);
    QVBoxLayout* layout = layoutIn(group);
    auto* row = new QHBoxLayout;
    row->setSpacing(length(this, 4));
    // The words of the policy text: they are not translated.
    row->addWidget(modeButton(PolicyMode::Testing, QStringLiteral("&testing"), "modeTesting"));
    row->addWidget(modeButton(PolicyMode::Enforce, QStringLiteral("en&force"), "modeEnforce"));
    row->addWidget(modeButton(PolicyMode::None, QStringLiteral("n&one"), "modeNone"));
    row->addStretch();
    layout->addLayout(row);
    m_modeNote = toolNote({}, group);
    m_modeNote->setObjectName(QStringLiteral("modeNote"));
    layout->addWidget(m_modeNote);
    m_readiness = new QLabel(group);
    m_readiness->setObjectName(QStringLiteral("readinessNote"));
    m_readiness->setTextFormat(Qt::PlainText);
    m_readiness->setWordWrap(true);
    layout->addWidget(m_readiness);
    return group;
}

QWidget* StsPolicyFields::patternGroup()
{
    auto* group = new QGroupBox(tr("MX hosts"), this);
    QVBoxLayout* layout = layoutIn(group);
    m_patterns = new ItemsEditor({ tr("The name of an M&X, or *. and a domain for all hosts right "
                                      "below it"),
                                     QStringLiteral("mx1.example.com"), tr("MX patterns") },
        group);
    m_patterns->setObjectName(QStringLiteral("patterns"));
    m_patterns->setOrdered(false);
    connect(m_patterns, &ItemsEditor::changed, this, &StsPolicyFields::changed);
    layout->addWidget(m_patterns);
    m_seen = toolNote({}, group);
    m_seen->setObjectName(QStringLiteral("seenHosts"));
    layout->addWidget(m_seen);
    auto* add = new QPushButton(tr("Add the MX &hosts seen"), group);
    add->setObjectName(QStringLiteral("addSeen"));
    add->setAutoDefault(false);
    connect(add, &QPushButton::clicked, this, [this] { m_patterns->addValues(m_seenHosts); });
    m_addSeen = add;
    layout->addWidget(add, 0, Qt::AlignLeft);
    return group;
}

QWidget* StsPolicyFields::ageGroup()
{
    auto* group = new QGroupBox(QStringLiteral("max_age"), this);
    QVBoxLayout* layout = layoutIn(group);
    auto* row = new QHBoxLayout;
    row->setSpacing(length(this, 2));
    m_presets = new QComboBox(group);
    m_presets->setObjectName(QStringLiteral("agePresets"));
    m_presets->setAccessibleName(tr("max_age in words"));
    for (const int seconds : presets)
        m_presets->addItem(durationWords(seconds), seconds);
    m_presets->addItem({});
    m_seconds = new NumberBox(group);
    m_seconds->setObjectName(QStringLiteral("ageSeconds"));
    m_seconds->setAccessibleName(tr("max_age in seconds"));
    m_seconds->setRange(0, static_cast<int>(longestMaxAge));
    m_seconds->setSingleStep(86400);
    //: Behind a number of seconds.
    m_seconds->setSuffix(tr(" s"));
    row->addWidget(m_presets);
    row->addWidget(m_seconds);
    row->addStretch();
    layout->addLayout(row);
    layout->addWidget(
        toolNote(tr("How long senders keep the policy. Long protects better: weeks at least once "
                    "you enforce. It is also how long a mistake stays with them."),
            group));
    connect(m_presets, &QComboBox::activated, this, [this](int index) {
        if (index < static_cast<int>(presets.size()))
            m_seconds->setValue(m_presets->itemData(index).toInt());
    });
    connect(m_seconds, &QSpinBox::valueChanged, this, [this](int seconds) {
        followAge(seconds);
        emit changed();
    });
    return group;
}

StsPolicy StsPolicyFields::policy() const
{
    StsPolicy policy;
    for (int i = 0; i < m_modes.size(); ++i) {
        if (m_modes[i]->isChecked())
            policy.mode = modes.at(static_cast<std::size_t>(i));
    }
    const QStringList patterns = m_patterns->values();
    for (const QString& pattern : patterns)
        policy.mx.push_back(pattern.toStdString());
    policy.maxAge = m_seconds->value();
    return policy;
}

void StsPolicyFields::setPolicy(const StsPolicy& policy)
{
    {
        const QSignalBlocker quiet(this);
        for (int i = 0; i < m_modes.size(); ++i) {
            const PolicyMode mode = modes.at(static_cast<std::size_t>(i));
            // Whoever has no mode starts with testing.
            if (mode == policy.mode || (i == 0 && policy.mode == PolicyMode::Absent))
                m_modes[i]->setChecked(true);
        }
        QStringList patterns;
        for (const std::string& pattern : policy.mx)
            patterns.append(QString::fromStdString(pattern));
        m_patterns->setValues(patterns);
        m_seconds->setValue(static_cast<int>(policy.maxAge.value_or(oneWeek)));
    }
    tellMode();
    followAge(m_seconds->value());
    emit changed();
}

void StsPolicyFields::setSeen(const QStringList& hosts)
{
    m_seenHosts = hosts;
    m_addSeen->setEnabled(!hosts.isEmpty());
    m_seen->setText(hosts.isEmpty()
            ? tr("The reports name no MX of this domain. Look up its MX records.")
            : tr("Seen in the reports: %1. An MX that never failed may be missing.")
                  .arg(displayText(hosts.join(QStringLiteral(", ")))));
}

void StsPolicyFields::setReadiness(const QString& sentence)
{
    m_readiness->setText(sentence);
    m_readiness->setVisible(!sentence.isEmpty());
}

void StsPolicyFields::focusPatterns()
{
    m_patterns->setFocus();
}

void StsPolicyFields::followAge(int seconds)
{
    int index = m_presets->findData(seconds);
    const int own = m_presets->count() - 1;
    m_presets->setItemText(own, index < 0 ? durationWords(seconds) : tr("another time"));
    if (index < 0)
        index = own;
    m_presets->setCurrentIndex(index);
}

void StsPolicyFields::tellMode()
{
    switch (policy().mode) {
    case PolicyMode::Enforce:
        m_modeNote->setText(tr("Senders do not hand mail to an MX that fails the policy: it waits, "
                               "and comes back if no MX will do."));
        break;
    case PolicyMode::None:
        m_modeNote->setText(tr("For taking MTA-STS back: senders drop the policy. Serve it until "
                               "the max_age of the one before is over, then remove it."));
        break;
    default:
        m_modeNote->setText(tr("Senders report what fails and deliver all the same. Start here; go "
                               "to enforce when the reports of some weeks show no failure of "
                               "yours."));
    }
}

} // namespace mxlens
