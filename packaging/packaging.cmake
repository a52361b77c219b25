# SPDX-FileCopyrightText: 2026 The Callboard authors
# SPDX-License-Identifier: GPL-3.0-or-later

# What is installed where, and the Debian package (cpack in the build folder).
include(GNUInstallDirs)

foreach(program callboard callboard-demo)
    if(TARGET ${program})
        install(TARGETS ${program} RUNTIME)
    endif()
endforeach()

set(CALLBOARD_ID io.github.callboard.Callboard)
install(FILES packaging/${CALLBOARD_ID}.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES packaging/${CALLBOARD_ID}.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
install(FILES resources/callboard.svg
    DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps RENAME ${CALLBOARD_ID}.svg)
install(FILES packaging/callboard.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(DIRECTORY resources/samples/ DESTINATION ${CMAKE_INSTALL_DATADIR}/callboard/samples FILES_MATCHING PATTERN *.json)

set(CPACK_PACKAGE_NAME callboard)
set(CPACK_PACKAGE_VENDOR "The Callboard authors")
set(CPACK_PACKAGE_CONTACT "The Callboard authors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "desktop console for the scheduled jobs of the Puppet orchestrator")
set(CPACK_PACKAGE_DESCRIPTION
"Callboard shows the scheduled tasks, plans and deployments of a Puppet
orchestrator, deletes the ones that are not wanted any more, and works on
saved responses without a server.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded at run time, so unseen by shlibdeps: the SVG icons' plugin, Qt's own translated texts.
set(CPACK_DEBIAN_PACKAGE_DEPENDS libqt6svg6)
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "libsecret-1-0, qt6-translations-l10n, qt6-wayland")
include(CPack)
