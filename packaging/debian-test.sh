#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the Debian packages, and installs, uses and removes them in a fresh system of its own.
set -euo pipefail

# shellcheck source=packaging/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/common.sh"

case "${1:-}" in
-h | --help)
    cat <<'USAGE'
Usage: packaging/debian-test.sh [FOLDER]

Builds the Debian packages of this tree in FOLDER (build/debian), looks at them with
lintian, makes a fresh Debian 12 in FOLDER/system, installs them there, opens a
report by xdg-open, removes them and tells what is left behind. Needs root, for a
system in a system, and the package sources of this machine.
USAGE
    exit 0
    ;;
esac

[[ "$(id -u)" == 0 ]] || die "Only root can make a system in a system."
work="$(mkdir -p -- "${1:-$root/build/debian}" && cd -- "${1:-$root/build/debian}" && pwd)"
system="$work/system"
home=/home/trial # of who tries them, in the system
install_missing "${build_packages[@]}" dpkg-dev debhelper fakeroot pkg-config \
    python3 lintian debootstrap

inside() {
    # xdg-open asks the library that GNOME and its relatives open files by.
    chroot "$system" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME="$home" LANG=C.UTF-8 \
        XDG_CURRENT_DESKTOP=GNOME DEBIAN_FRONTEND=noninteractive "$@"
}

build_packages_of_tree() {
    say "Building the packages in $work"
    rm -rf -- "$work/mxlens" "$work"/*.deb
    mkdir -- "$work/mxlens"
    # What git knows, as it stands: changes that are not committed are tried, too.
    (cd -- "$root" && git ls-files -z --cached --others --exclude-standard |
        tar --null --files-from=- --create --ignore-failed-read) | tar -C "$work/mxlens" -x
    cp -r -- "$work/mxlens/packaging/debian" "$work/mxlens/debian"
    (cd -- "$work/mxlens" && dpkg-buildpackage --build=binary --no-sign) >"$work/build.log" 2>&1 ||
        { tail -n 40 -- "$work/build.log" >&2; die "The packages could not be built."; }
    # Known faults alone are let through, each with its reason in debian/*.lintian-overrides.
    lintian --allow-root --fail-on error,warning --info "$work"/mxlens_*.changes ||
        die "lintian finds faults in the packages."
}

make_system() {
    # From where this machine gets its own packages.
    local source
    # shellcheck disable=SC2016 # apt fills this in
    source="$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | head -n 1)"
    if [[ ! -e "$system/made" ]]; then
        say "Making a fresh Debian 12 in $system"
        debootstrap --variant=minbase --include=ca-certificates bookworm "$system" "$source" \
            >"$work/debootstrap.log" 2>&1 ||
            { tail -n 20 -- "$work/debootstrap.log" >&2; die "There is no fresh system."; }
        # What the trial needs and a desktop has: it is not ours to remove.
        { inside apt-get -qq update && inside apt-get -qq install --no-install-recommends -y \
            xvfb xauth xdg-utils xdotool openbox shared-mime-info desktop-file-utils \
            hicolor-icon-theme fonts-dejavu-core dbus man-db libglib2.0-bin; } \
            >"$work/desktop.log" 2>&1 ||
            { tail -n 20 -- "$work/desktop.log" >&2; die "There is no desktop in it."; }
        touch -- "$system/made"
    fi
    mountpoint -q "$system/proc" || mount -t proc proc "$system/proc"
}

# Every file of the system but those that dpkg and apt keep for themselves.
files_of_system() {
    (cd -- "$system" && find . -path ./proc -prune -o -path ./tmp -prune -o \
        -path ./var/lib/apt -prune -o -path ./var/lib/dpkg -prune -o -path ./var/cache -prune -o \
        -path ./var/log -prune -o -print | sort)
}

try_packages() {
    local report="google.com!example.com!1790812800!1790899199!001.json.gz"
    say "Installing them in it"
    files_of_system >"$work/before"
    cp -- "$work"/mxlens*.deb "$system/tmp/"
    # Without recommended packages: what is needed has to be said.
    inside sh -c 'apt-get -qq install --no-install-recommends -y /tmp/mxlens_*.deb \
        /tmp/mxlens-cli_*.deb' >"$work/install.log" 2>&1 ||
        { tail -n 20 -- "$work/install.log" >&2; die "They could not be installed."; }
    inside mxlens-cli summary /usr/share/mxlens/samples >"$work/summary"
    inside mxlens-cli --help --language es | grep -q '^Uso: ' || die "The help is not in Spanish."
    inside man --warnings mxlens >"$work/man" || die "There is no manual page."
    mkdir -p -- "$system$home"
    cp -- "$root/resources/samples/google/$report" "$system$home"
    local type
    type="$(inside xdg-mime query filetype "$home/$report")"
    [[ "$type" == application/tlsrpt+gzip ]] || die "The type of a report is $type."
    [[ "$(inside xdg-mime query default "$type")" == org.mxlens.MXLens.desktop ]] ||
        die "MX Lens is not what opens a report."
    say "Opening a report by xdg-open"
    cat >"$system/tmp/open" <<'OPEN'
#!/bin/sh
openbox &
xdg-open "$1" &
for _ in $(seq 240); do
    for window in $(xdotool search --onlyvisible --class mxlens); do
        case "$(xdotool getwindowname "$window")" in
        "1 report"*"MX Lens")
            # Its settings are written when it is left.
            xdotool windowactivate --sync "$window" key ctrl+q
            for _ in $(seq 60); do
                xdotool search --class mxlens >/dev/null || exit 0
                sleep 0.5
            done
            echo "The window stays." >&2
            exit 1
            ;;
        esac
    done
    sleep 0.5
done
echo "There is no window with one report." >&2
xdotool search --onlyvisible --class . getwindowname %@ >&2
exit 1
OPEN
    inside xvfb-run -a -s "-screen 0 1280x800x24 -noreset" sh /tmp/open "$home/$report" \
        >"$work/open.log" 2>&1 || { cat -- "$work/open.log" >&2; die "xdg-open opened nothing."; }
    say "Removing them"
    inside apt-get -qq purge -y mxlens mxlens-cli >"$work/remove.log" 2>&1
    inside apt-get -qq autoremove --purge -y >>"$work/remove.log" 2>&1
    rm -f -- "$system$home/$report"
    files_of_system >"$work/after"
    # The user's own settings stay, and so does what other programs wrote.
    comm -13 -- "$work/before" "$work/after" | grep -v -e "^\.$home\(/\|\$\)" >"$work/left" || true
    [[ ! -s "$work/left" ]] || { cat -- "$work/left" >&2; die "That is left behind."; }
    [[ -e "$system$home/.config/mxlens/mxlens.ini" ]] || die "The user's settings are gone."
}

build_packages_of_tree
trap 'umount "$system/proc" 2>/dev/null || true' EXIT
make_system
try_packages
say "The packages install, open a report and go without a trace; they are in $work"
