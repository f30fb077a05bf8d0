// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/input/buffer.h"
#include "core/input/bytestream.h"
#include "core/input/document.h"
#include "core/input/gunzip.h"
#include "core/input/limits.h"
#include "core/input/mailscanner.h"
#include "core/input/sniff.h"
#include "core/input/wholegzip.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace mxlens {

class ArchiveReader;
struct ArchiveMember;
struct OutlookAttachment;

/// Bytes on their way: the beginning, which is in memory, and where the rest comes from.
struct Content {
    std::string_view head; ///< What was read of it so far.
    Buffer* buffer = nullptr; ///< Holds head and can take more; null: head lies elsewhere.
    ByteStream* rest = nullptr; ///< What follows; null: head is everything.
    ByteStream* whole = nullptr; ///< All of it once more, seekable; null where there is none.
};

/// Opens container after container until JSON is found: the work behind DocumentReader. Formats are
/// told by content; what is in which container is kept in the notation of DESIGN.md section 6.
/// Keeps its buffers between calls. One thread at a time.
class Engine final : private MailPartSink {
public:
    explicit Engine(const Limits& limits);
    ~Engine() override;
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;

    /// Hands everything in content to sink. name: file name that it has. wanted: when not null,
    /// only what leads to this inner source is looked at.
    void read(Content content, std::string_view name, const std::stop_token& stop,
        DocumentSink& sink, const std::string* wanted = nullptr);
    /// Hands everything in a member to sink, as read() of its file would have done. spending: what
    /// it counts in; not null.
    void readMember(const Member& member, const std::stop_token& stop, DocumentSink& sink,
        std::shared_ptr<Spending> spending);

    /// See DocumentReader.
    void useLibrariesAlone() { m_librariesAlone = true; }
    /// See DocumentReader.
    void useZlib();

    /// A buffer for the caller's use, returned by destruction.
    class Borrowed final {
    public:
        explicit Borrowed(Engine& engine);
        ~Borrowed();
        Borrowed(const Borrowed&) = delete;
        Borrowed& operator=(const Borrowed&) = delete;
        Buffer& operator*() const { return *m_buffer; }
        Buffer* get() const { return m_buffer.get(); }

    private:
        Engine& m_engine;
        std::unique_ptr<Buffer> m_buffer;
    };

    /// Reads until head has target bytes or nothing is left; false at an error of the stream. Once
    /// a stop is requested nothing is left.
    static bool fill(Content& content, std::uint64_t target, const std::stop_token& stop);

private:
    class Nesting;
    class Scope;
    class LeafSink;
    class LargeGzip;
    class MailContext;
    struct MailState;
    struct Leaf;

    void begin(std::string_view name, const std::stop_token& stop, DocumentSink& sink,
        const std::string* wanted);
    bool fill(Content& content, std::uint64_t target) { return fill(content, target, *m_stop); }
    void dispatch(Content& content);
    void dispatchAs(Content& content, Format format);
    void json(Content& content);
    void gzip(Content& content);
    bool wholeGzip(const Content& content);
    void compressed(Content& content, Format format);
    Spending& spending();
    bool settle();
    /// Counts what was unpacked inside of a container.
    void spend(std::uint64_t bytes);
    bool maySpendMore();
    /// Counts a member that is about to be read: one of an archive, or a message.
    enum class MemberOf { Archive, Mbox };
    bool mayReadMember(std::uint64_t bytes, MemberOf container);
    Error tooManyEntriesError() const;
    /// Why the rest of the file is left out.
    Error leftOutError() const;
    /// Says that a container is damaged behind its members, where those did not end the reading.
    void damagedBehind(const Error& error);
    void handOver(const Member& member);
    void archive(Content& content, Format format);
    /// Members of an archive that were read before others, and how many of them come again.
    struct MembersBefore {
        std::uint64_t count = 0;
        std::uint64_t toPass = 0;
    };
    void plainMember(const std::shared_ptr<const MemberFrame>& frame, const std::string& name,
        std::string_view bytes);
    void archiveMembers(ByteStream& source, Format format);
    void oddMembers(ByteStream& source, Format format,
        const std::shared_ptr<const MemberFrame>& frame, MembersBefore before);
    bool archiveMember(ArchiveReader& reader, const ArchiveMember& member, const std::string& name,
        const std::shared_ptr<const MemberFrame>& frame);
    void mbox(Content& content);
    void mboxMail(std::string_view text, const MailHeaders* headers);
    std::shared_ptr<const MemberFrame> memberFrame(bool mbox);
    void mail(Content& content);
    void mailText(std::string_view text, const MailHeaders* headers);
    void outlook(Content& content);
    void outlookPart(
        const OutlookAttachment& attachment, unsigned number, std::string_view outermost);

    void part(const MailPart& part) override;
    void leaf(Leaf& leaf);
    void leafWithoutReport(const Leaf& leaf, Format format);
    void finishMail(MailState& state);

    void noteLabel(Format format);
    void note(DeviationCode code, std::string written, std::string madeOf);
    void notAReport(std::string reason);
    void unreadable(Error error);
    bool stopped() const { return m_stop->stop_requested(); }
    /// Whether nothing more is looked at.
    bool ended() const { return m_enough || m_tooManyEntries || stopped(); }
    bool wanted() const;

    /// Members up to this size are read elsewhere where somebody offers to: larger ones are rare,
    /// and would cost more memory than their time is worth.
    static constexpr std::uint64_t memberBytes = 256 * 1024;

    /// What a member costs besides its bytes.
    static constexpr std::uint64_t memberCost = 256;

    const Limits m_limits;
    bool m_librariesAlone = false;
    DocumentSink* m_sink = nullptr;
    const std::stop_token* m_stop = nullptr;
    const std::string* m_wanted = nullptr;
    MailState* m_mail = nullptr; ///< The mail whose parts are looked at.
    std::vector<std::string> m_partNames; ///< Of parts that were opened, in it and around it.

    std::string m_inner; ///< Where we are.
    ReportContext m_context;
    std::string_view m_labelType; ///< Media type of what comes next; empty where none was given.
    std::string_view m_labelName; ///< Its file name.
    int m_depth = 0; ///< Containers around us.
    int m_archives = 0; ///< Archives around us.
    bool m_unpacked = false; ///< Directly inside a decompressed stream.
    bool m_fromMbox = false; ///< Body lines may be quoted with `>From `.
    bool m_enough = false; ///< The file has cost what it may.
    bool m_ownArchive = false; ///< All members of the outermost archive are read here.
    bool m_tooManyEntries = false; ///< It has more than it may.

    std::uint64_t m_fileBytes = 0; ///< Of the file that is read.
    std::shared_ptr<Spending> m_spending; ///< Made when it is first needed.

    std::unique_ptr<ZlibInflate> m_zlib; ///< Null: our own way.
    WholeGzip m_wholeGzip;
    std::vector<std::unique_ptr<Buffer>> m_buffers; ///< Those that nobody has borrowed.
    std::size_t m_bufferCount = 0; ///< All of them.
    std::vector<std::unique_ptr<GunzipStream>> m_gunzips;
    std::size_t m_gunzipsInUse = 0;
};

} // namespace mxlens
