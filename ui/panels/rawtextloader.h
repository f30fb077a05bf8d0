// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/report/error.h"

#include <QObject>
#include <QString>

#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace mxlens {

/// Reads a document again: path and what is below it (`#17!name`), as the sources table holds them.
/// Called on a worker thread.
using RawReader = std::function<Result<std::string>(
    const std::string& path, const std::string& inner, std::stop_token stop)>;

/// The raw JSON of one source, ready to be shown.
struct RawText {
    /// Everything as it was written.
    std::shared_ptr<const std::string> whole;
    QString written; ///< As written, cut at the limit.
    QString indented; ///< The same tokens, one member a line; cut at the limit.
    bool cut = false; ///< There is more than is shown.
    bool broken = false; ///< Very long lines were broken to show them.
};

/// Loads raw texts on a worker thread. The latest request wins: what an earlier one brings is
/// dropped. Lives on the GUI thread; the destructor asks running work to stop and waits for it.
class RawTextLoader final : public QObject {
    Q_OBJECT
public:
    /// Most bytes of a text that are prepared to be shown.
    static constexpr std::size_t shownBytes = 2u << 20;

    explicit RawTextLoader(QObject* parent = nullptr);
    ~RawTextLoader() override;

    /// How documents are read; readDocumentAgain() with the default limits unless set.
    void setReader(RawReader reader);
    /// Starts to read a document; ends what ran before.
    void load(const std::string& path, const std::string& inner);
    /// Ends what runs; nothing is emitted for it.
    void cancel();

signals:
    void loaded(const mxlens::RawText& text);
    /// A sentence that says what and where.
    void failed(const QString& sentence);

private:
    class Private;
    std::unique_ptr<Private> m_private;
};

} // namespace mxlens
