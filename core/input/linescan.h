// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string_view>

namespace mxlens {

/// How many bytes are looked at in one step: 16 where that can be had everywhere, 32 by AVX2.
enum class ScanStep { Common, Wide };

/// The widest step of this processor.
ScanStep widestStep();

/// Position of the first byte `second` that stands directly behind a byte `first`, searched from
/// `from` on (the position of `first`); npos where there is none. With `\n` and `F` or `-` this is
/// how mailboxes and MIME parts are split: many bytes at a time, because every byte of a mailbox
/// passes through here.
std::size_t findPair(
    std::string_view text, std::size_t from, char first, char second, ScanStep step = widestStep());

/// Where the header field that goes on at `from` ends (RFC 5322 section 2.2.3): the first LF with
/// no blank behind it, or a CR with no LF behind it, which is for others to judge; npos where there
/// is neither.
std::size_t findFieldEnd(std::string_view text, std::size_t from, ScanStep step = widestStep());

/// Position of the first LF or CR from `from` on; npos where there is none. One pass, however the
/// lines end.
std::size_t findLineEnd(std::string_view text, std::size_t from);

} // namespace mxlens
