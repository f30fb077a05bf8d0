// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/dialogs/findingslist.h"

#include "ui/panels/displaytext.h"
#include "ui/session/programlanguage.h"
#include "ui/theme/theme.h"

#include <algorithm>

namespace mxlens {

namespace {

constexpr int indexRole = Qt::UserRole;

/// Icon and colour of a severity.
struct Look {
    const char* icon;
    Colour colour;
};

Look lookOf(FindingSeverity severity)
{
    switch (severity) {
    case FindingSeverity::Error:
        return { "failure", Colour::Failure };
    case FindingSeverity::Warning:
        return { "warning", Colour::Testing };
    case FindingSeverity::Hint:
        break;
    }
    return { "info", Colour::Accent };
}

QString textOf(std::string_view text)
{
    return displayText(text);
}

// A sentence: begins with a capital letter, ends with a full stop.
QString sentence(std::string_view clause)
{
    QString text = textOf(clause);
    if (text.isEmpty())
        return text;
    text[0] = text[0].toUpper();
    return text + QLatin1Char('.');
}

QString entryOf(const Finding& finding, Language language)
{
    QString text = sentence(severityName(finding.severity, language));
    text.chop(1);
    const QString place = textOf(placeOf(finding, language));
    if (!place.isEmpty())
        text += QStringLiteral(", %1").arg(place);
    text += QStringLiteral(": %1.").arg(textOf(whatOf(finding, language)));
    const QString advice = sentence(adviceOf(finding, language));
    return advice.isEmpty() ? text : text + QLatin1Char('\n') + advice;
}

} // namespace

FindingsList::FindingsList(QWidget* parent)
    : QListWidget(parent)
{
    setObjectName(QStringLiteral("findings"));
    setAccessibleName(tr("Findings"));
    setWordWrap(true);
    setResizeMode(QListView::Adjust);
    setTextElideMode(Qt::ElideNone);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    setSpacing(length(this, 1) / 2);
    setIconSize(QSize(length(this, 5), length(this, 5)));
    const auto choose = [this](const QListWidgetItem* item) {
        const int index = item ? item->data(indexRole).toInt() : -1;
        if (index >= 0)
            emit findingChosen(index);
    };
    connect(this, &QListWidget::itemClicked, this, choose);
    connect(this, &QListWidget::currentItemChanged, this, [this, choose](QListWidgetItem* item) {
        if (hasFocus())
            choose(item);
    });
}

void FindingsList::setFindings(const std::vector<Finding>& findings)
{
    clear();
    const Language language = programLanguage();
    const std::size_t shown = std::min(findings.size(), mostShown);
    for (std::size_t i = 0; i < shown; ++i) {
        const Look look = lookOf(findings[i].severity);
        add(QString::fromLatin1(look.icon), static_cast<int>(look.colour),
            entryOf(findings[i], language), static_cast<int>(i));
    }
    if (const int more = static_cast<int>(findings.size() - shown); more > 0)
        add(QStringLiteral("info"), static_cast<int>(Colour::Unknown),
            tr("%n more finding(s). Mend these first.", nullptr, more), -1);
    if (!hasFault(findings))
        add(QStringLiteral("check"), static_cast<int>(Colour::Success),
            sentence(noFaultFound(language)), -1);
    setCurrentRow(0, QItemSelectionModel::NoUpdate);
}

void FindingsList::add(const QString& iconName, int colour, const QString& text, int index)
{
    auto* item = new QListWidgetItem(icon(iconName, static_cast<Colour>(colour)), text, this);
    item->setData(indexRole, index);
    item->setData(Qt::AccessibleTextRole, text);
}

QSize FindingsList::sizeHint() const
{
    return { length(this, 120), length(this, 36) };
}

QSize FindingsList::minimumSizeHint() const
{
    return { length(this, 60), length(this, 20) };
}

} // namespace mxlens
