#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds MX Lens with every test, warnings being errors, and runs the tests.
set -euo pipefail

# shellcheck source=packaging/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

case "${1:-}" in
-h | --help)
    cat <<'USAGE'
Usage: packaging/test.sh [OPTIONS OF CTEST...]

Builds MX Lens in build/ci and runs every test, those of the window on a display of
their own. Installs what is missing first (Debian 12, as root or with sudo).
For some tests alone: packaging/test.sh -R NAME
USAGE
    exit 0
    ;;
esac

install_missing "${build_packages[@]}" "${test_packages[@]}"
build ci

cd -- "$root"
exec xvfb-run -a -s "-screen 0 1280x800x24 -noreset" \
    ctest --preset ci --no-tests=error -j "$(nproc)" "$@" </dev/null
