# SPDX-License-Identifier: GPL-3.0-or-later
# An installer for Windows and a bundle for macOS by CPack. Written with care, not built yet; Debian
# has packages of its own in packaging/debian.
set(CPACK_PACKAGE_NAME mxlens)
set(CPACK_PACKAGE_VENDOR "The MX Lens project")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_PACKAGE_INSTALL_DIRECTORY "MX Lens")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_PACKAGE_EXECUTABLES mxlens "MX Lens")
set(CPACK_STRIP_FILES ON)

if(WIN32)
    set(CPACK_GENERATOR NSIS)
    set(CPACK_NSIS_DISPLAY_NAME "MX Lens")
    set(CPACK_NSIS_PACKAGE_NAME "MX Lens")
    set(CPACK_NSIS_INSTALLED_ICON_NAME "bin\\\\mxlens.exe")
    set(CPACK_NSIS_ENABLE_UNINSTALL_BEFORE_INSTALL ON)
    set(CPACK_NSIS_MUI_FINISHPAGE_RUN mxlens.exe)
elseif(APPLE)
    set(CPACK_GENERATOR DragNDrop)
endif()

# What Qt loads by name goes with the program: plugins for windows, SVG and translations.
if((WIN32 OR APPLE) AND TARGET mxlens)
    set_target_properties(mxlens PROPERTIES WIN32_EXECUTABLE ON MACOSX_BUNDLE ON
        MACOSX_BUNDLE_GUI_IDENTIFIER org.mxlens.MXLens
        MACOSX_BUNDLE_BUNDLE_NAME "MX Lens"
        MACOSX_BUNDLE_SHORT_VERSION_STRING "${PROJECT_VERSION}")
    if(COMMAND qt_generate_deploy_app_script)
        qt_generate_deploy_app_script(TARGET mxlens FILENAME_VARIABLE deployment
            NO_UNSUPPORTED_PLATFORM_ERROR)
        install(SCRIPT "${deployment}")
    endif()
endif()

include(CPack)
