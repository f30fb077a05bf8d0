#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes the Debian packages from what is built already and looks at them with lintian.
set -euo pipefail

# shellcheck source=packaging/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

case "${1:-}" in
-h | --help | "")
    cat <<'USAGE'
Usage: packaging/debian-lint.sh BUILD

Puts the packages together from the programs in the folder BUILD and the files of
this tree, and fails where lintian finds an error or a warning. Nothing is compiled:
packaging/debian-test.sh builds the packages as Debian does and tries them.
USAGE
    exit 0
    ;;
esac

built="$(cd -- "$1" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf -- "$work"' EXIT
mkdir -- "$work/mxlens"
cp -r -- "$root/packaging/debian" "$work/mxlens/debian"
cp -- "$root"/CHANGELOG.md "$root"/README.md "$work/mxlens/"
# Symbols are for packages that are given away: they would take most of the time.
(cd -- "$work/mxlens" && MXLENS_BUILT="$built" DEB_BUILD_OPTIONS="noautodbgsym nocheck" \
    dpkg-buildpackage --build=binary --no-sign --no-check-builddeps) >"$work/log" 2>&1 ||
    { tail -n 40 -- "$work/log" >&2; die "The packages could not be put together."; }
# As in debian-test.sh.
lintian --allow-root --fail-on error,warning --info "$work"/mxlens_*.changes ||
    die "lintian finds faults in the packages."
