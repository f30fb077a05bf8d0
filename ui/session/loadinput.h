// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/ingest.h"

#include <QStringList>

#include <vector>

namespace mxlens {

/// What a person asked to read: files and folders by path, and bytes that came by drop or paste.
struct LoadInput {
    QStringList paths; ///< As given; nothing here says that they exist.
    std::vector<MemoryInput> memory;

    bool empty() const { return paths.isEmpty() && memory.empty(); }
};

} // namespace mxlens
