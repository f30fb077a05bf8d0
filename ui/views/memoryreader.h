// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/ingest/ingest.h"
#include "ui/panels/rawtextloader.h"

#include <memory>
#include <vector>

namespace mxlens {

/// A RawReader that finds pasted and dropped bytes by their name and everything else in its file.
/// The bytes are shared, so that the reader may outlive the input they came from. limits: those of
/// the load.
RawReader memoryAwareReader(
    std::shared_ptr<const std::vector<MemoryInput>> memory, const Limits& limits = {});

} // namespace mxlens
