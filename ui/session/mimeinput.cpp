// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/session/mimeinput.h"

#include <QCoreApplication>
#include <QMimeData>
#include <QUrl>

#include <algorithm>

namespace mxlens {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(mxlens::MimeInput)
};

QString mailType()
{
    return QStringLiteral("message/rfc822");
}

// A message of a thousand addresses helps nobody.
constexpr qsizetype shownUrlLength = 120;

QString shownUrl(const QUrl& url)
{
    const QString text = url.toDisplayString();
    return text.size() <= shownUrlLength ? text : text.left(shownUrlLength) + QChar(0x2026);
}

void takeUrls(const QList<QUrl>& urls, MimeInput& result)
{
    qsizetype refused = 0;
    QUrl first;
    for (const QUrl& url : urls) {
        if (url.isLocalFile()) {
            result.input.paths.append(url.toLocalFile());
        } else if (refused++ == 0) {
            first = url;
        }
    }
    if (refused == 1)
        result.message = Words::tr("%1 is not a file on this computer. Save it to a folder, "
                                   "then drop the file here.")
                             .arg(shownUrl(first));
    else if (refused > 1)
        result.message
            = Words::tr("%n addresses, such as %1, are not files on this computer. Save them "
                        "to a folder, then drop the files here.",
                nullptr, static_cast<int>(std::min<qsizetype>(refused, 1'000'000)))
                  .arg(shownUrl(first));
}

/// Text that is nothing but file addresses, as some file managers hand it over.
QList<QUrl> fileUrlsInText(const QString& text)
{
    QList<QUrl> urls;
    if (!text.startsWith(QLatin1String("file:/")))
        return urls;
    const QStringList lines = text.split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (const QString& line : lines) {
        const QUrl url(line.trimmed());
        if (!url.isLocalFile())
            return {};
        urls.append(url);
    }
    return urls;
}

} // namespace

bool mayHoldReports(const QMimeData& data)
{
    return data.hasUrls() || data.hasFormat(mailType()) || data.hasText();
}

MimeInput inputFromMime(const QMimeData& data, const QString& name)
{
    MimeInput result;
    // A mail program offers the mail itself beside links into its own store: the mail is better.
    if (data.hasFormat(mailType())) {
        const QByteArray bytes = data.data(mailType());
        if (!bytes.isEmpty()) {
            result.input.memory.push_back({ name.toStdString(), bytes.toStdString() });
            return result;
        }
    }
    if (data.hasUrls()) {
        takeUrls(data.urls(), result);
        return result;
    }
    const QString text = data.text();
    const QList<QUrl> urls = fileUrlsInText(text);
    if (!urls.isEmpty())
        takeUrls(urls, result);
    else if (!text.trimmed().isEmpty())
        result.input.memory.push_back({ name.toStdString(), text.toStdString() });
    else
        result.message = Words::tr("There is nothing to read in it.");
    return result;
}

} // namespace mxlens
