# Run by CPack when a package is made. CPack's archives have their files in the order in which the file system gives them,
# which is another one on another machine: packed again, in the order of their names.
if(CPACK_GENERATOR STREQUAL "TGZ")
  foreach(archive IN LISTS CPACK_PACKAGE_FILES)
    execute_process(
      COMMAND tar --create --sort=name --owner=0 --group=0 --numeric-owner --format=gnu
        --directory ${CPACK_TOPLEVEL_DIRECTORY} ${CPACK_PACKAGE_FILE_NAME}
      COMMAND gzip --no-name --best
      OUTPUT_FILE ${archive} COMMAND_ERROR_IS_FATAL ANY)
  endforeach()
endif()
