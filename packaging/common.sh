# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034
# What run.sh and test.sh share: installing what is missing, and building. Sourced, never run.

root="$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd)"

# Debian 12 names. No -dev package is needed to run what was built.
build_packages=(
    g++ cmake ninja-build
    qt6-base-dev qt6-svg-dev qt6-l10n-tools libgl1-mesa-dev libqcustomplot-dev
    nlohmann-json3-dev zlib1g-dev libarchive-dev
)
# A window needs a platform plugin and a font; xdpyinfo tells whether there is a display.
run_packages=(libqt6svg6 qt6-qpa-plugins qt6-wayland qt6-translations-l10n fonts-dejavu-core x11-utils)
# Tests of the window need a display of their own; some checks need the tool that they run.
test_packages=(
    libqt6svg6 qt6-qpa-plugins qt6-translations-l10n fonts-dejavu-core xvfb xauth
    python3 python3-pyatspi at-spi2-core dbus-daemon clang-format shellcheck cppcheck
    desktop-file-utils appstream man-db sqlite3
    openbox xdotool xclip x11-utils pcmanfm
    dpkg-dev debhelper lintian
)

say() { printf '%s\n' "mxlens: $*" >&2; }

die() {
    say "$@"
    exit 2
}

# The names among "$@" that dpkg does not have as installed, one on a line.
missing_packages() {
    local installed name
    installed="$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null || true)"
    for name in "$@"; do
        grep -qxF -- "installed $name" <<<"$installed" || printf '%s\n' "$name"
    done
}

# Runs a command as root: as it is, or by sudo. Without a terminal sudo must not ask.
as_root() {
    if [[ "$(id -u)" == 0 ]]; then
        "$@"
    elif [[ -t 0 ]]; then
        sudo -- "$@"
    else
        sudo -n -- "$@"
    fi
}

# Installs those of the packages "$@" that are missing; touches nothing when none is.
install_missing() {
    local missing
    if ! command -v dpkg-query >/dev/null; then
        say "This is not Debian, so nothing is installed. Needed are what Debian 12 calls: $*"
        return
    fi
    mapfile -t missing < <(missing_packages "$@")
    ((${#missing[@]})) || return 0
    if [[ "$(id -u)" != 0 ]] && ! command -v sudo >/dev/null; then
        die "These packages are missing and only root can install them: ${missing[*]}." \
            "Run this script as root once, or install them with: apt-get install ${missing[*]}"
    fi
    say "Installing what is missing: ${missing[*]}"
    local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300
        -o Dpkg::Use-Pty=0)
    # Both write pages that nobody reads; what goes wrong is shown.
    local log
    log="$(mktemp)"
    if ! { as_root "${apt[@]}" update && as_root "${apt[@]}" install --no-install-recommends \
        -y "${missing[@]}"; } >"$log" 2>&1; then
        tail -n 30 -- "$log" >&2
        rm -f -- "$log"
        die "The packages could not be installed; the reason stands above."
    fi
    rm -f -- "$log"
}

# build PRESET [TARGET...]: configures and builds in build/PRESET, what changed alone.
build() {
    local preset="$1" folder="$root/build/$1"
    shift
    say "Building in $folder (minutes the first time, seconds after that)"
    # A build folder that was moved or copied along with the tree is of no use.
    local fresh=()
    if [[ -f "$folder/CMakeCache.txt" ]] &&
        ! grep -qxF -- "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
        fresh=(--fresh)
    fi
    cmake -S "$root" --preset "$preset" "${fresh[@]}" --log-level=WARNING >/dev/null ||
        die "CMake could not configure the build; see above."
    cmake --build "$folder" ${1+--target "$@"} >&2 || die "The build failed; see above."
}

# Whether a window can be shown: the X11 server answers, or the Wayland socket is there.
display_works() {
    if [[ -n "${WAYLAND_DISPLAY:-}" ]]; then
        local socket="$WAYLAND_DISPLAY"
        [[ "$socket" == /* ]] || socket="${XDG_RUNTIME_DIR:-/nowhere}/$socket"
        [[ -S "$socket" ]] && return
    fi
    [[ -n "${DISPLAY:-}" ]] && timeout 10 xdpyinfo >/dev/null 2>&1
}
