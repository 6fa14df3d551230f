# Packages by CPack, from a build with the preset `release`: a Debian package and an archive for other systems.
# installer/package.sh makes them all, the same bytes each time.
#
# What `cmake --install` leaves out (component `package`) is in both: the extension, made by Node.js. The Debian package
# has more (component `debian`): manifests for the browsers' system folders, and the extension where Debian's Chromium
# and Firefox load it from.

set(CPACK_PACKAGE_NAME jit-console)
set(CPACK_PACKAGE_VENDOR "the jit-console developers")
set(CPACK_PACKAGE_CONTACT "the jit-console developers <developers@jit-console.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "open the AWS Console for DuploCloud tenants")
set(CPACK_GENERATOR DEB TGZ)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_SOURCE_DIR}/installer/package-contents.cmake)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_SOURCE_DIR}/installer/package-staging.cmake)
set(CPACK_POST_BUILD_SCRIPTS ${CMAKE_SOURCE_DIR}/installer/package-archive.cmake)
# For those scripts.
set(CPACK_JIT_CONSOLE_SOURCE ${CMAKE_SOURCE_DIR})
set(CPACK_JIT_CONSOLE_BUILD ${CMAKE_BINARY_DIR})

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# libcurl is loaded when it is first needed, so no tool finds it in the program.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "ca-certificates, libcurl4 (>= 7.87)")
# The desktop's keyring is loaded when it is used, and done without where it is missing.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS libsecret-1-0)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "chromium | firefox-esr | google-chrome-stable | microsoft-edge-stable, awscli")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
  "From a DuploCloud tenant to the right page of the AWS Console in one click:
a browser extension for Chromium, Chrome, Edge and Firefox, and the native
messaging host that it asks. Only the host holds the portal's token and
talks to the portal and to AWS. The same program gives AWS's command line
temporary credentials.")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${CMAKE_SOURCE_DIR}/installer/debian/conffiles)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

find_program(NODE NAMES node nodejs)
install(CODE "
  set(extension \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/share/jit-console/extension\")
  execute_process(COMMAND \"${NODE}\" \"${CMAKE_SOURCE_DIR}/extension/build.js\" \"\${extension}\"
    COMMAND_ERROR_IS_FATAL ANY)" COMPONENT package EXCLUDE_FROM_ALL)
install(DIRECTORY installer/policies DESTINATION ${CMAKE_INSTALL_DATADIR}/jit-console
  COMPONENT package EXCLUDE_FROM_ALL)
install(FILES LICENSE README.md PROTOCOL.md SECURITY.md CHANGELOG.md
  DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/jit-console
  COMPONENT archive EXCLUDE_FROM_ALL)

set(host_manifest ${HOST_NAME}.json)
foreach(place chromium:/etc/chromium chromium:/etc/opt/chrome chromium:/etc/opt/edge firefox:/usr/lib/mozilla)
  string(REGEX MATCH "^([a-z]+):(.*)$" matched ${place})
  install(FILES ${CMAKE_BINARY_DIR}/manifests/${CMAKE_MATCH_1}/${host_manifest}
    DESTINATION ${CMAKE_MATCH_2}/native-messaging-hosts COMPONENT debian EXCLUDE_FROM_ALL)
endforeach()
install(FILES installer/debian/copyright DESTINATION /usr/share/doc/jit-console COMPONENT debian EXCLUDE_FROM_ALL)
install(FILES installer/debian/lintian-overrides DESTINATION /usr/share/lintian/overrides RENAME jit-console
  COMPONENT debian EXCLUDE_FROM_ALL)

include(CPack)
