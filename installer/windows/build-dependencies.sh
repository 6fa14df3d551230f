#!/usr/bin/env bash
# Builds the libraries of the Windows program with mingw-w64 into build/windows-dependencies, from the sources of Debian's own
# packages: OpenSSL, libcurl (HTTP only), yaml-cpp, Boost.Program_options. Header-only libraries are those of Debian's -dev
# packages. Does nothing for what is there already; remove the folder to build anew.
# Needs what tests/install-dependencies.sh --windows installs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

prefix=$PWD/build/windows-dependencies
sources=$prefix/sources
toolchain=$PWD/installer/windows/toolchain.cmake
host=x86_64-w64-mingw32
jobs=${JOBS:-2}
mkdir -p "$sources" "$prefix/include" "$prefix/lib"

# Debian's archive, sources too; apart from the system's own lists of packages.
apt_sources() {
  local lists=$sources/apt
  mkdir -p "$lists/partial"
  sed 's/^Types: .*$/Types: deb-src/' /etc/apt/sources.list.d/*.sources >"$sources/debian.sources" 2>/dev/null || true
  if [ -f /etc/apt/sources.list ]; then
    sed -n 's/^deb \(.*\)$/deb-src \1/p' /etc/apt/sources.list >"$sources/debian.list"
  fi
  local list=$sources/debian.sources
  [ -s "$list" ] || list=$sources/debian.list
  apt=(apt-get -qq -o "Dir::State::lists=$lists" -o "Dir::Etc::sourcelist=$list" -o Dir::Etc::sourceparts=/dev/null
    -o Dir::Cache::pkgcache= -o Dir::Cache::srcpkgcache=)
  "${apt[@]}" update
}
apt=()

# unpacked PACKAGE FOLDER [PART]...: the sources of a package, or parts of them, in FOLDER.
unpacked() {
  local package=$1 folder=$2
  shift 2
  [ ${#apt[@]} -gt 0 ] || apt_sources
  rm -f "$sources/${package}"_*.orig.tar.* # of another version
  (cd "$sources" && "${apt[@]}" source --download-only --tar-only "$package")
  rm -rf "$folder"
  mkdir -p "$folder"
  tar -C "$folder" --strip-components 1 -xf "$sources/${package}"_*.orig.tar.* --wildcards "${@:-*}"
}

# built LIBRARY: true where it is done already.
built() { [ -f "$prefix/lib/lib$1.a" ]; }

by_cmake() {
  cmake -S "$1" -B "$1/build" -G Ninja -DCMAKE_TOOLCHAIN_FILE="$toolchain" -DCMAKE_INSTALL_PREFIX="$prefix" \
    -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF "${@:2}"
  cmake --build "$1/build" --parallel "$jobs"
  cmake --install "$1/build"
}

openssl() {
  local folder=$sources/openssl
  unpacked openssl "$folder"
  cd "$folder"
  # It takes no configuration and loads no code from files: on Windows anybody could make those folders. (The one that comes
  # of this, /nowhere/C:/…, can't exist.) And the paths of the machine that built it aren't in the program.
  ./Configure mingw64 --cross-compile-prefix=$host- --prefix=/nowhere --libdir=lib \
    --openssldir=C:/Windows/System32/openssl no-autoload-config \
    no-shared no-tests no-legacy no-engine no-module no-comp no-ssl3 no-dso
  make -j "$jobs" build_libs
  make install_dev DESTDIR="$folder/installed"
  cp -a "$folder/installed/nowhere/include/openssl" "$prefix/include/"
  cp -a "$folder/installed/nowhere/lib/"lib*.a "$prefix/lib/"
}

curl() {
  unpacked curl "$sources/curl"
  by_cmake "$sources/curl" -DBUILD_CURL_EXE=OFF -DBUILD_TESTING=OFF -DHTTP_ONLY=ON -DCURL_USE_OPENSSL=ON \
    -DCURL_CA_BUNDLE=none -DCURL_CA_PATH=none -DUSE_LIBIDN2=OFF -DUSE_WIN32_IDN=ON -DCURL_USE_LIBPSL=OFF \
    -DCURL_USE_LIBSSH2=OFF -DCURL_DISABLE_OPENSSL_AUTO_LOAD_CONFIG=ON -DCURL_ZLIB=OFF -DENABLE_MANUAL=OFF -DENABLE_UNICODE=ON
}

yaml() {
  unpacked yaml-cpp "$sources/yaml-cpp"
  by_cmake "$sources/yaml-cpp" -DYAML_CPP_BUILD_TESTS=OFF -DYAML_CPP_BUILD_TOOLS=OFF -DYAML_CPP_BUILD_CONTRIB=OFF
}

program_options() {
  local folder=$sources/boost
  unpacked boost1.74 "$folder" '*/libs/program_options/src/*'
  cd "$folder/libs/program_options/src"
  local source
  for source in *.cpp; do
    $host-g++-posix -c -O2 -std=c++17 -DBOOST_ALL_NO_LIB -isystem "$prefix/include" "$source"
  done
  $host-ar rcs "$prefix/lib/libboost_program_options.a" ./*.o
}

# Never all of /usr/include: it is for another system.
for headers in boost nlohmann; do ln -sfn "/usr/include/$headers" "$prefix/include/$headers"; done
if [ -d /usr/share/cmake/nlohmann_json ]; then
  mkdir -p "$prefix/share/cmake"
  ln -sfn /usr/share/cmake/nlohmann_json "$prefix/share/cmake/nlohmann_json"
fi

built boost_program_options || (program_options)
built yaml-cpp || (yaml)
built crypto || (openssl)
built curl || (curl)
