// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/rawtextloader.h"

#include "core/input/reader.h"
#include "core/report/corewords.h"
#include "ui/panels/displaytext.h"
#include "ui/panels/jsonindent.h"
#include "ui/session/programlanguage.h"

#include <QThreadPool>

#include <algorithm>

namespace mxlens {
namespace {

/// Longest line that is shown in one piece: longer ones take an editor seconds to lay out.
constexpr qsizetype longestLine = 4000;

/// The first bytes of a text, not ending within a character.
std::string_view head(std::string_view text, std::size_t most)
{
    if (text.size() <= most)
        return text;
    std::size_t end = most;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80U)
        --end;
    return text.substr(0, end);
}

/// As an editor may show it: deceptive characters written out, long lines broken.
QString prepared(std::string_view bytes, bool& broken)
{
    const QString text = QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
    QString result;
    result.reserve(text.size() + text.size() / longestLine);
    qsizetype column = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar character = text.at(i);
        if (character == u'\r' && i + 1 < text.size() && text.at(i + 1) == u'\n')
            continue;
        if (character != u'\t' && isDeceptive(character)) {
            result += QStringLiteral("\\u%1").arg(character.unicode(), 4, 16, QLatin1Char('0'));
            column += 6;
        } else {
            result += character;
            column = character == u'\n' ? 0 : column + 1;
        }
        if (column >= longestLine && !character.isHighSurrogate()) {
            result += u'\n';
            column = 0;
            broken = true;
        }
    }
    return result;
}

RawText makeRawText(std::string bytes)
{
    RawText text;
    text.whole = std::make_shared<const std::string>(std::move(bytes));
    constexpr std::size_t most = RawTextLoader::shownBytes;
    const std::string indented = indentedJson(*text.whole, most);
    text.cut = text.whole->size() > most || indented.size() >= most;
    text.written = prepared(head(*text.whole, most), text.broken);
    text.indented = prepared(head(indented, most), text.broken);
    return text;
}

} // namespace

class RawTextLoader::Private {
public:
    QThreadPool pool;
    RawReader reader;
    std::stop_source stop;
    std::uint64_t generation = 0;
};

RawTextLoader::RawTextLoader(QObject* parent)
    : QObject(parent)
    , m_private(std::make_unique<Private>())
{
    // A second thread, so that a new request need not wait for one that is slow to stop.
    m_private->pool.setMaxThreadCount(2);
    setReader({});
}

RawTextLoader::~RawTextLoader()
{
    cancel();
    m_private->pool.waitForDone();
}

void RawTextLoader::setReader(RawReader reader)
{
    if (!reader) {
        reader = [](const std::string& path, const std::string& inner, std::stop_token stop) {
            return readDocumentAgain(path, inner, Limits{}, std::move(stop));
        };
    }
    m_private->reader = std::move(reader);
}

void RawTextLoader::load(const std::string& path, const std::string& inner)
{
    cancel();
    m_private->stop = std::stop_source();
    const std::stop_token stop = m_private->stop.get_token();
    const std::uint64_t generation = m_private->generation;
    const RawReader reader = m_private->reader;
    m_private->pool.start([this, stop, generation, reader, path, inner] {
        Result<std::string> result = reader(path, inner, stop);
        if (stop.stop_requested())
            return;
        RawText text;
        QString sentence;
        const bool ok = static_cast<bool>(result);
        if (ok)
            text = makeRawText(std::move(result).value());
        else
            sentence
                = QString::fromStdString(inLanguage(describe(result.error()), programLanguage()));
        QMetaObject::invokeMethod(
            this,
            [this, generation, ok, text, sentence] {
                if (generation != m_private->generation)
                    return;
                if (ok)
                    emit loaded(text);
                else
                    emit failed(sentence);
            },
            Qt::QueuedConnection);
    });
}

void RawTextLoader::cancel()
{
    m_private->stop.request_stop();
    ++m_private->generation;
}

} // namespace mxlens
