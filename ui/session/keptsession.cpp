// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/keptsession.h"

#include "ui/session/settings.h"

#include <array>

namespace mxlens {

namespace {

QString pathsKey()
{
    return QStringLiteral("session/paths");
}

QString viewKey()
{
    return QStringLiteral("session/view");
}

QString watchedKey()
{
    return QStringLiteral("session/watched");
}

QString forgetKey()
{
    return QStringLiteral("session/forget");
}

constexpr std::array splitWords{ "nothing", "domain", "mx", "reporter", "result-type",
    "policy-mode" };

} // namespace

QString splitWord(SplitBy split)
{
    return QLatin1String(splitWords.at(static_cast<std::size_t>(split)));
}

SplitBy splitOfWord(const QString& word)
{
    for (std::size_t i = 0; i < splitWords.size(); ++i) {
        if (word == QLatin1String(splitWords.at(i)))
            return static_cast<SplitBy>(i);
    }
    return SplitBy::Nothing;
}

void keepSession(Settings& settings, const KeptSession& session)
{
    const ViewValues& values = session.values;
    settings.setTexts(pathsKey(), session.paths);
    settings.setOn(watchedKey(), session.watched);
    // By name, so that a later version may have more and fewer.
    QStringList view;
    const auto add = [&view](const char* name, const QString& value) {
        view.append(QString::fromLatin1(name) + QLatin1Char('=') + value);
    };
    if (!session.paths.isEmpty()) {
        add("filter", values.filterText);
        add("domain", values.domain);
        if (values.mx)
            add("mx", *values.mx);
        add("result", values.resultType);
        add("days", QString::number(values.lastDays));
        add("from", values.from.toString(Qt::ISODate));
        add("to", values.to.toString(Qt::ISODate));
        add("split", splitWord(session.look.split));
        add("zoom-from", session.look.zoomFrom.toString(Qt::ISODate));
        add("zoom-to", session.look.zoomTo.toString(Qt::ISODate));
    }
    settings.setTexts(viewKey(), view);
}

KeptSession keptSession(const Settings& settings)
{
    KeptSession session;
    session.paths = settings.texts(pathsKey());
    session.watched = settings.isOn(watchedKey());
    ViewValues& values = session.values;
    for (const QString& line : settings.texts(viewKey())) {
        const qsizetype sign = line.indexOf(QLatin1Char('='));
        const QString name = line.left(sign);
        const QString value = line.mid(sign + 1);
        if (name == QLatin1String("filter"))
            values.filterText = value;
        else if (name == QLatin1String("domain"))
            values.domain = value;
        else if (name == QLatin1String("mx"))
            values.mx = value;
        else if (name == QLatin1String("result"))
            values.resultType = value;
        else if (name == QLatin1String("days"))
            values.lastDays = value.toInt();
        else if (name == QLatin1String("from"))
            values.from = QDate::fromString(value, Qt::ISODate);
        else if (name == QLatin1String("to"))
            values.to = QDate::fromString(value, Qt::ISODate);
        else if (name == QLatin1String("split"))
            session.look.split = splitOfWord(value);
        else if (name == QLatin1String("zoom-from"))
            session.look.zoomFrom = QDate::fromString(value, Qt::ISODate);
        else if (name == QLatin1String("zoom-to"))
            session.look.zoomTo = QDate::fromString(value, Qt::ISODate);
    }
    return session;
}

bool watchesWhatIsOpened(const Settings& settings)
{
    return settings.isOn(QStringLiteral("watch/opened"));
}

void setWatchesWhatIsOpened(Settings& settings, bool watches)
{
    settings.setOn(QStringLiteral("watch/opened"), watches);
}

bool restoresSession(const Settings& settings)
{
    return !settings.isOn(forgetKey());
}

void setRestoresSession(Settings& settings, bool restores)
{
    settings.setOn(forgetKey(), !restores);
}

} // namespace mxlens
