# Run by CPack on the files of a package before they are packed: what Debian wants of documentation, and one time for
# every file, so that the same sources make the same bytes.
set(root ${CPACK_TEMPORARY_INSTALL_DIRECTORY})
if(NOT DEFINED ENV{SOURCE_DATE_EPOCH})
  message(FATAL_ERROR "SOURCE_DATE_EPOCH is not set: installer/package.sh sets it")
endif()
set(epoch $ENV{SOURCE_DATE_EPOCH})

if(CPACK_GENERATOR STREQUAL "DEB")
  # CPack puts the files of one package under this.
  set(doc ${root}/usr/share/doc/jit-console)
  execute_process(COMMAND date --utc --rfc-email --date=@${epoch} OUTPUT_VARIABLE DATE
    OUTPUT_STRIP_TRAILING_WHITESPACE COMMAND_ERROR_IS_FATAL ANY)
  set(VERSION ${CPACK_PACKAGE_VERSION})
  set(CONTACT ${CPACK_PACKAGE_CONTACT})
  configure_file(${CPACK_JIT_CONSOLE_SOURCE}/installer/debian/changelog.in ${doc}/changelog @ONLY)
  configure_file(${CPACK_JIT_CONSOLE_SOURCE}/CHANGELOG.md ${doc}/NEWS COPYONLY)
  execute_process(COMMAND gzip --no-name --best ${doc}/changelog ${doc}/NEWS ${root}/usr/share/man/man1/jit-console.1
    COMMAND_ERROR_IS_FATAL ANY)

  file(CREATE_LINK jit-console.1.gz ${root}/usr/share/man/man1/docker-credential-jit-console.1.gz SYMBOLIC)

  # Debian's Chromium and Firefox load what stands in these folders.
  set(extension /usr/share/jit-console/extension)
  set(firefox "${root}/usr/share/mozilla/extensions/{ec8030f7-c20a-464f-9b0e-13a3a9e97384}")
  file(MAKE_DIRECTORY ${root}/usr/share/chromium/extensions ${firefox})
  file(CREATE_LINK ../../jit-console/extension/chromium ${root}/usr/share/chromium/extensions/jit-console SYMBOLIC)
  file(READ ${CPACK_JIT_CONSOLE_SOURCE}/manifests/ids.json ids)
  string(JSON id GET "${ids}" firefox_extension_ids 0)
  file(CREATE_LINK ../../../jit-console/extension/firefox "${firefox}/${id}" SYMBOLIC)
endif()

execute_process(COMMAND chmod --recursive u=rwX,go=rX ${root} COMMAND_ERROR_IS_FATAL ANY)
execute_process(COMMAND find ${root} -exec touch --no-dereference --date=@${epoch} {} + COMMAND_ERROR_IS_FATAL ANY)
