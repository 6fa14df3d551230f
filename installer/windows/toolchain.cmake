# Debian's mingw-w64, and the libraries that installer/windows/build-dependencies.sh made. -static: the program needs no
# other DLLs than the system's.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_CXX_COMPILER x86_64-w64-mingw32-g++-posix)
set(CMAKE_C_COMPILER x86_64-w64-mingw32-gcc-posix)
set(CMAKE_RC_COMPILER x86_64-w64-mingw32-windres)
set(CMAKE_EXE_LINKER_FLAGS_INIT -static)
# libstdc++ 12 loses wake-ups of its own semaphores where there is no futex (atomic_wait.h reads the counter before it
# takes the lock, and notifies without it). std::stop_callback waits on one; those of winpthreads are sound.
add_compile_definitions(_GLIBCXX_USE_POSIX_SEMAPHORE=1)
# What tests run; WINEPREFIX says where their Windows is.
set(CMAKE_CROSSCOMPILING_EMULATOR /usr/lib/wine/wine64)

get_filename_component(dependencies ${CMAKE_CURRENT_LIST_DIR}/../../build/windows-dependencies ABSOLUTE)
set(CMAKE_FIND_ROOT_PATH ${dependencies})
set(CMAKE_PREFIX_PATH ${dependencies})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(OPENSSL_USE_STATIC_LIBS ON)
set(BOOST_ROOT ${dependencies})
set(Boost_NO_BOOST_CMAKE ON)
