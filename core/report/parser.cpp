// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/report/parser.h"

#include "core/report/fastjson.h"
#include "core/report/jsonrepair.h"
#include "core/report/jsonscan.h"
#include "core/report/names.h"
#include "core/report/reportbuilder.h"
#include "core/report/reportchecks.h"
#include "core/report/textencoding.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace mxlens {

namespace {

// Leads nlohmann's events to a ReportBuilder and keeps what its error says.
class SaxAdapter {
public:
    using number_integer_t = nlohmann::json::number_integer_t;
    using number_unsigned_t = nlohmann::json::number_unsigned_t;
    using number_float_t = nlohmann::json::number_float_t;
    using string_t = nlohmann::json::string_t;
    using binary_t = nlohmann::json::binary_t;

    SaxAdapter(ReportBuilder& builder, const std::stop_token& stop)
        : m_builder(builder)
        , m_stop(stop)
    {
    }

    bool null() { return goesOn() && m_builder.null(); }
    bool boolean(bool value) { return goesOn() && m_builder.boolean(value); }
    bool number_integer(number_integer_t value)
    {
        return goesOn() && m_builder.number(std::to_string(value), Count(value), false);
    }
    bool number_unsigned(number_unsigned_t value)
    {
        const auto top = static_cast<number_unsigned_t>(Count::maximum());
        const Count count(static_cast<std::int64_t>(std::min(value, top)));
        return goesOn() && m_builder.number(std::to_string(value), count, false);
    }
    bool number_float(number_float_t value, const string_t& written)
    {
        constexpr number_float_t beyond = 9223372036854775808.0; // 2^63
        Count count;
        if (value >= beyond)
            count = Count(Count::maximum());
        else if (value >= 0
            && value == static_cast<number_float_t>(static_cast<std::int64_t>(value)))
            count = Count(static_cast<std::int64_t>(value));
        return goesOn()
            && m_builder.number(written, count, written.find_first_of(".eE") != std::string::npos);
    }
    bool string(string_t& value) { return goesOn() && m_builder.string(value); }
    bool binary(binary_t&) { return false; }
    bool start_object(std::size_t) { return goesOn() && m_builder.startObject(); }
    bool key(string_t& key) { return m_builder.key(key); }
    bool end_object() { return m_builder.endObject(); }
    bool start_array(std::size_t) { return goesOn() && m_builder.startArray(); }
    bool end_array() { return m_builder.endArray(); }

    bool parse_error(std::size_t position, const std::string&, const nlohmann::json::exception& e)
    {
        m_position = position;
        m_message = e.what();
        return false;
    }

    /// Byte at which parsing failed, counted from 1 as nlohmann does.
    std::size_t position() const { return m_position; }
    const std::string& message() const { return m_message; }

private:
    // Once in a while: to ask takes longer than most values.
    bool goesOn() { return ++m_values % 4096 != 0 || !m_stop.stop_requested(); }

    ReportBuilder& m_builder;
    const std::stop_token& m_stop;
    std::uint32_t m_values = 0;
    std::size_t m_position = 0;
    std::string m_message;
};

// The part of nlohmann's message that says what is wrong: it follows the position.
std::string causeIn(const std::string& message)
{
    const std::size_t dash = message.find(" - ");
    std::size_t begin = dash == std::string::npos ? message.find("] ") : dash + 1;
    begin = begin == std::string::npos ? 0 : begin + 2;
    std::string cause(shortened(std::string_view(message).substr(begin)));
    std::replace_if(
        cause.begin(), cause.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; },
        ' ');
    return cause;
}

Error jsonError(std::string_view json, std::size_t position, const std::string& message)
{
    const std::size_t offset = std::min(position == 0 ? 0 : position - 1, json.size());
    const std::string_view before = json.substr(0, offset);
    const auto line = std::count(before.begin(), before.end(), '\n') + 1;
    const std::size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
    Error error{ ErrorCode::InvalidJson, {}, offset, {} };
    error.detail = "line " + std::to_string(line) + ", column "
        + std::to_string(offset - lineStart + 1) + ": " + causeIn(message);
    if (offset >= json.size())
        error.code = ErrorCode::Truncated;
    return error;
}

bool isPlain(char c)
{
    return static_cast<unsigned char>(c) >= 0x20 && static_cast<unsigned char>(c) < 0x80
        && c != '\\';
}

// Where the last string begins that has no closing quote; the end of the text where all have one.
std::size_t beginOfOpenString(std::string_view json)
{
    const char* const end = json.data() + json.size();
    for (std::size_t at = json.find('"'); at < json.size(); at = json.find('"', at + 1)) {
        const char* close = plainEnd(json.data() + at + 1, end);
        while (close != end && *close != '"')
            close = plainEnd(
                close + (*close == '\\' ? std::min<std::ptrdiff_t>(2, end - close) : 1), end);
        if (close == end)
            return at;
        at = static_cast<std::size_t>(close - json.data());
    }
    return json.size();
}

// A text without most of a long end that changes nothing but the place where reading ends: blanks,
// or a string without a closing quote. The reference keeps copies of what it reads last.
std::string_view withoutLongEnd(std::string_view json)
{
    constexpr std::size_t longEnd = 1u << 20;
    if (json.size() < longEnd)
        return json;
    const std::size_t open = beginOfOpenString(json);
    std::size_t size = json.size();
    if (open == json.size()) {
        while (size > 0 && isSpace(json[size - 1]))
            --size;
    } else if (const char* const end = json.data() + json.size();
               std::all_of(plainEnd(json.data() + open + 1, end), end, isPlain)) {
        size = std::min(size, open + longEnd / 16);
    }
    return size + longEnd / 2 < json.size() ? json.substr(0, size) : json;
}

// End of the first JSON value of a text of which that value is known to be well-formed.
std::size_t endOfFirstValue(std::string_view json)
{
    int depth = 0;
    bool inString = false;
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        if (inString) {
            if (c == '\\')
                ++i;
            else if (c == '"')
                inString = false;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return i + 1;
        }
    }
    return json.size();
}

} // namespace

struct ReportParser::Private {
    Private(const ParseLimits& limits, Tokenizer tokenizer)
        : quick(tokenizer == Tokenizer::Quick)
        , builder(limits, [this](Report& report, DeviationLog& log, bool inArray) {
            finished(report, log, inArray);
        })
    {
    }

    // A single report waits until its document is known to end well; one of many goes out at once.
    void finished(Report& report, DeviationLog& log, bool inArray)
    {
        pending = &report;
        pendingLog = &log;
        if (inArray) {
            noteDocument(DeviationCode::ArrayOfReports);
            handOver();
        }
    }

    void noteDocument(DeviationCode code, std::string_view written = {}, std::string_view made = {})
    {
        if (pending)
            pendingLog->noteField(code, {}, written, made);
    }

    void handOver()
    {
        if (!pending)
            return;
        for (const auto& [code, text] : documentNotes)
            noteDocument(code, text);
        applyContext(*pending, *context, *pendingLog);
        // A second pass over repaired text meets the reports again that the first one handed over.
        if (met++ >= outcome.reports) {
            (*handler)(*pending, outcome.reports);
            ++outcome.reports;
        }
        pending = nullptr;
    }

    /// The limit that ended the parsing.
    std::optional<Error> limitReached() const
    {
        if (builder.tooDeep())
            return Error{ ErrorCode::TooDeep, {}, {}, "JSON nested deeper than the limit" };
        if (builder.tooManyRows())
            return Error{ ErrorCode::TooLarge, {}, {},
                "more policies and failure details than a report can have" };
        return {};
    }

    /// Whether the quick pass met the limit on rows already: the other one would meet it again.
    bool quickLimit()
    {
        if (!quick || !builder.tooManyRows())
            return false;
        outcome.error = limitReached();
        return true;
    }

    /// Whether so many bytes more may be read by the reference; counts them.
    bool maySpend(std::size_t bytes)
    {
        if (bytes > slowBytes - outcome.slowBytes) {
            outcome.slowRefused = true;
            return false;
        }
        outcome.slowBytes += bytes;
        return true;
    }

    bool stopped() const { return stop.stop_requested(); }
    bool read(std::string_view bytes);
    bool parseQuickly(std::string_view json);
    bool parseSequence(std::string_view json);
    void mend(std::string_view bytes);

    const bool quick;
    FastJson fastJson;
    ReportBuilder builder;
    Report* pending = nullptr;
    DeviationLog* pendingLog = nullptr;
    const ReportContext* context = nullptr;
    const ReportHandler* handler = nullptr;
    std::vector<std::pair<DeviationCode, std::string>> documentNotes;
    std::size_t met = 0;
    std::uint64_t slowBytes = 0; ///< What the reference may read.
    std::stop_token stop;
    ParseOutcome outcome;
};

// By the first way that leads to an end; false where none does.
bool ReportParser::Private::read(std::string_view bytes)
{
    if (parseQuickly(bytes))
        return true;
    if (stopped() || quickLimit())
        return false;
    if (parseSequence(bytes))
        return true;
    if (!stopped() && !limitReached())
        mend(bytes);
    return !outcome.error && !stopped();
}

// Parses a document that holds one object and nothing unusual; false for others.
bool ReportParser::Private::parseQuickly(std::string_view json)
{
    if (!quick)
        return false;
    builder.beginDocument(json.size());
    pending = nullptr;
    if (!fastJson.parse(json, builder, stop) || builder.tooManyRows())
        return false;
    handOver();
    return true;
}

// Parses one value after the other; false on an error, which is then in outcome.
bool ReportParser::Private::parseSequence(std::string_view json)
{
    const std::string_view shortened = withoutLongEnd(json);
    if (!maySpend(shortened.size())) {
        outcome.error = Error{ ErrorCode::RatioTooHigh, {}, {}, "JSON that is slow to read" };
        return false;
    }
    const std::size_t leftOut = json.size() - shortened.size();
    std::string_view rest = json;
    bool first = true;
    builder.beginDocument(json.size());
    while (true) {
        builder.beginValue();
        pending = nullptr;
        SaxAdapter sax(builder, stop);
        const std::string_view read = rest.substr(0, rest.size() - std::min(leftOut, rest.size()));
        const bool good = !stopped() && nlohmann::json::sax_parse(read.begin(), read.end(), &sax);
        if (!good && stopped())
            return false;
        if (builder.tooManyRows() || (!good && !builder.complete())) {
            outcome.error = limitReached();
            if (!first && !outcome.error)
                return true; // the report before it was whole; what follows is no JSON
            if (!outcome.error)
                outcome.error = jsonError(json,
                    sax.position() > read.size() ? rest.size() + 1 : sax.position(), sax.message());
            return false;
        }
        if (good) {
            if (!first)
                noteDocument(DeviationCode::ArrayOfReports);
            handOver();
            return true;
        }
        // Something follows a whole value: another report, as in JSON lines, or rubbish.
        rest.remove_prefix(endOfFirstValue(rest));
        const std::string_view behind = trimmed(rest);
        const bool another = behind.starts_with('{') || behind.starts_with('[');
        noteDocument(another ? DeviationCode::ArrayOfReports : DeviationCode::TrailingData, behind);
        handOver();
        if (!another)
            return true;
        first = false;
    }
}

// Parses what failed strictly once more, with its damage mended: first the encoding, then what was
// lost in copying. The outcome stays what it was where nothing can be mended.
void ReportParser::Private::mend(std::string_view bytes)
{
    if (!maySpend(bytes.size()))
        return;
    const Error strict = *outcome.error;
    std::string mended;
    std::string_view text = bytes;
    if (!isUtf8(bytes)) {
        text = mended = withInvalidUtf8Replaced(bytes);
        documentNotes.emplace_back(DeviationCode::InvalidUtf8, std::string());
    }
    if (auto repaired = repairJson(text)) {
        text = mended = std::move(repaired->text);
        documentNotes.emplace_back(DeviationCode::RepairedJson, repaired->repairs);
    }
    if (text == bytes || stopped())
        return;
    met = 0;
    outcome.error.reset();
    if (!parseSequence(text) && !stopped() && !limitReached())
        outcome.error = outcome.error->code == ErrorCode::Truncated
            ? Error{ ErrorCode::Truncated, {}, bytes.size(), "in the middle of the JSON" }
            : strict;
}

ReportParser::ReportParser(const ParseLimits& limits, Tokenizer tokenizer)
    : m_private(std::make_unique<Private>(limits, tokenizer))
{
}

ReportParser::~ReportParser() = default;

ParseOutcome ReportParser::parse(std::string_view bytes, const ReportContext& context,
    const ReportHandler& handler, std::uint64_t slowBytes, const std::stop_token& stop)
{
    Private& d = *m_private;
    d.outcome = {};
    d.slowBytes = slowBytes;
    d.stop = stop;
    d.context = &context;
    d.handler = &handler;
    d.documentNotes.clear();
    d.met = 0;

    std::string converted;
    if (auto utf8 = utf8FromUtf16(bytes)) {
        converted = std::move(*utf8);
        bytes = converted;
        d.documentNotes.emplace_back(DeviationCode::Utf16Text, std::string());
    } else if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.remove_prefix(3);
        d.documentNotes.emplace_back(DeviationCode::ByteOrderMark, std::string());
    }

    if (!d.read(bytes) && d.stopped())
        d.outcome.error = Error{ ErrorCode::Cancelled, {}, {}, {} };
    if (!d.outcome.error && d.outcome.reports == 0)
        d.outcome.notAReport = "JSON, but not a TLS report";
    return std::move(d.outcome);
}

} // namespace mxlens
