#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Makes an AppImage in build/appimage. Not built yet. Needs linuxdeploy and its plugin for Qt on
# PATH, and the oldest system that it is meant for.
set -euo pipefail

# shellcheck source=packaging/common.sh
source "$(dirname -- "${BASH_SOURCE[0]}")/../common.sh"

for tool in linuxdeploy linuxdeploy-plugin-qt; do
    command -v "$tool" >/dev/null || die "$tool is not on PATH; its project has it as an AppImage."
done
install_missing "${build_packages[@]}" qt6-translations-l10n python3
folder="$root/build/appimage"
cmake -S "$root" -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr \
    -DMXLENS_PROFILE=ON -DMXLENS_BUILD_TESTS=OFF -DMXLENS_BUILD_TREE_SAMPLES=OFF
cmake --build "$folder"
rm -rf -- "$folder/AppDir"
DESTDIR="$folder/AppDir" cmake --install "$folder"
cd -- "$folder"
# The plugins that a window loads by name: they are in no list of libraries.
export QMAKE=qmake6 EXTRA_PLATFORM_PLUGINS="libqwayland-generic.so" EXTRA_QT_PLUGINS="svg;iconengines"
linuxdeploy --appdir AppDir --plugin qt --output appimage \
    --desktop-file AppDir/usr/share/applications/org.mxlens.MXLens.desktop \
    --icon-file AppDir/usr/share/icons/hicolor/scalable/apps/org.mxlens.MXLens.svg
say "Made: $(find "$folder" -maxdepth 1 -name '*.AppImage')"
