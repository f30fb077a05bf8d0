// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/keptsession.h"

#include "ui/session/settings.h"

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

} // namespace

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
    }
    return session;
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
