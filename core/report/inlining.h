// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// What compilers cannot know: which functions nearly every report passes through, and which hardly
// any does. Each stands in front of a definition.
#ifdef __GNUC__
/// For a part of a way that every report takes: its body stands in each caller, of which there are
/// few, where its values stay in registers. A member function otherwise stays a call, even where
/// there is one caller.
#define MXLENS_INLINE [[gnu::always_inline]] inline
/// For a function that hardly any report needs: it stands apart, and so does what leads to it.
#define MXLENS_RARE [[gnu::cold, gnu::noinline]]
#else
#define MXLENS_INLINE inline
#define MXLENS_RARE
#endif
