#!/bin/sh
# On a Mac, in the folder that installer/macos/layout.sh made: makes jit-console-VERSION.pkg of it. Never tried.
#   ./make-package.sh [PROGRAM]        PROGRAM: jit-console as built on a Mac, where the layout has none
# Signed and notarised where these are set: DEVELOPER_ID_APPLICATION and DEVELOPER_ID_INSTALLER (names of certificates in the
# keychain), NOTARY_PROFILE (made by `xcrun notarytool store-credentials`). Unsigned packages are for trying only.
set -eu
cd "$(dirname "$0")"
version=$(cat VERSION)
program=root/opt/jit-console/bin/jit-console
[ -z "${1:-}" ] || install -m 0755 "$1" "$program"
[ -x "$program" ] || { echo "make-package.sh: build the program on a Mac, and name it: $0 PROGRAM" >&2; exit 1; }
if otool -L "$program" | grep -E '/(opt/homebrew|usr/local)/'; then
  echo "make-package.sh: other Macs lack these libraries of Homebrew's; link them statically" >&2
  exit 1
fi
architectures=$(lipo -archs "$program" | tr ' ' ',')

[ -z "${DEVELOPER_ID_APPLICATION:-}" ] ||
  codesign --force --options runtime --timestamp --sign "$DEVELOPER_ID_APPLICATION" "$program"
pkgbuild --root root --scripts scripts --identifier org.jit_console.host --version "$version" --install-location / \
  --ownership recommended component.pkg
sed "s/@ARCHITECTURES@/$architectures/" distribution.xml >distribution-filled.xml
set -- --distribution distribution-filled.xml --package-path .
[ -z "${DEVELOPER_ID_INSTALLER:-}" ] || set -- "$@" --sign "$DEVELOPER_ID_INSTALLER"
productbuild "$@" "jit-console-$version.pkg"
[ -z "${NOTARY_PROFILE:-}" ] || {
  xcrun notarytool submit "jit-console-$version.pkg" --keychain-profile "$NOTARY_PROFILE" --wait
  xcrun stapler staple "jit-console-$version.pkg"
}
pkgutil --check-signature "jit-console-$version.pkg" || true
