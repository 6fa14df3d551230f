# Read by CPack for each kind of package: which components are in it, and where they go.
set(components ALL package)
if(CPACK_GENERATOR STREQUAL "DEB")
  list(APPEND components debian)
  # /etc is outside of the prefix.
  set(CPACK_SET_DESTDIR ON)
  set(CPACK_INSTALL_PREFIX /usr)
else()
  list(APPEND components archive)
  set(CPACK_PACKAGE_FILE_NAME
    "${CPACK_PACKAGE_NAME}-${CPACK_PACKAGE_VERSION}-${CPACK_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}")
endif()
set(CPACK_INSTALL_CMAKE_PROJECTS)
foreach(component IN LISTS components)
  list(APPEND CPACK_INSTALL_CMAKE_PROJECTS ${CPACK_JIT_CONSOLE_BUILD} jit_console ${component} /)
endforeach()
