# SPDX-License-Identifier: GPL-3.0-or-later
# Tests of mxlens-cli: the reading of its command line links its parts, the golden test runs it.
target_link_libraries(tst_arguments PRIVATE mxlens_cli)
add_dependencies(tst_cligolden mxlens-cli)
target_compile_definitions(tst_cligolden PRIVATE MXLENS_CLI="$<TARGET_FILE:mxlens-cli>")
add_dependencies(tst_reportcli mxlens-cli)
target_compile_definitions(tst_reportcli PRIVATE MXLENS_CLI="$<TARGET_FILE:mxlens-cli>")
add_dependencies(tst_damaged mxlens-cli)
target_compile_definitions(tst_damaged PRIVATE MXLENS_CLI="$<TARGET_FILE:mxlens-cli>")
