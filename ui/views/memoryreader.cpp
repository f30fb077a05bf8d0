// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/memoryreader.h"

#include "core/input/reader.h"

#include <optional>
#include <utility>

namespace mxlens {

namespace {

/// Keeps the text of the document that stands at one place, and why there is none.
class OneDocument final : public DocumentSink {
public:
    explicit OneDocument(const std::string& inner)
        : m_inner(inner)
    {
    }

    void document(const Document& document) override
    {
        if (!m_text && document.inner == m_inner)
            m_text = std::string(document.bytes);
    }
    void notAReport(std::string_view, std::string) override { }
    void unreadable(std::string_view inner, Error error) override
    {
        if (inner == m_inner)
            m_error = std::move(error);
    }

    Result<std::string> result(const std::string& name) &&
    {
        if (m_text)
            return std::move(*m_text);
        Error error = m_error.value_or(Error{ ErrorCode::NotFound, {}, {}, {} });
        error.file = name;
        return error;
    }

private:
    const std::string& m_inner;
    std::optional<std::string> m_text;
    std::optional<Error> m_error;
};

} // namespace

RawReader memoryAwareReader(
    std::shared_ptr<const std::vector<MemoryInput>> memory, const Limits& limits)
{
    return [memory = std::move(memory), limits](const std::string& path, const std::string& inner,
               std::stop_token stop) -> Result<std::string> {
        for (const MemoryInput& input : *memory) {
            if (input.name != path)
                continue;
            DocumentReader reader(limits);
            OneDocument sink(inner);
            reader.readBytes(input.bytes, input.name, stop, sink);
            return std::move(sink).result(path);
        }
        return readDocumentAgain(path, inner, limits, stop);
    };
}

} // namespace mxlens
