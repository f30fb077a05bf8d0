#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Installs what is missing, builds MX Lens and opens it.
set -euo pipefail

# shellcheck source=packaging/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

case "${1:-}" in
-h | --help)
    cat <<'USAGE'
Usage: packaging/run.sh [FILES...]

Opens MX Lens with FILES: reports, mails, mailboxes, archives or folders of them.
Without FILES it opens the sample reports. Without a display it prints the
summary of the same files. Installs and builds what is missing first (Debian 12,
as root or with sudo). Options of mxlens, such as --filter, may stand before FILES.
USAGE
    exit 0
    ;;
esac

install_missing "${build_packages[@]}" "${run_packages[@]}"
build release mxlens mxlens-cli

# The folder was not changed: FILES are found from where the caller stands.
(($#)) || set -- "$root/resources/samples"
programs="$root/build/release/app"
if display_works; then
    exec "$programs/gui/mxlens" "$@"
fi

if [[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]]; then
    say "The display ${WAYLAND_DISPLAY:-$DISPLAY} does not answer, so here is the summary in place" \
        "of the window."
else
    say "There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set), so here is the summary" \
        "in place of the window."
fi
exec "$programs/cli/mxlens-cli" summary "$@"
