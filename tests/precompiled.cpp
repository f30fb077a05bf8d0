// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing: the target that compiles the common headers of a folder of tests needs one source.
