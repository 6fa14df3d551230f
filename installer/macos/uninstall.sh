#!/bin/sh
# Removes what the package of jit-console put on this Mac: sudo /opt/jit-console/uninstall.sh
# What people have of their own stays; each can remove theirs before by `jit-console sign-out PORTAL` and `jit-console uninstall`.
set -eu
[ "$(id -u)" -eq 0 ] || { echo "uninstall.sh: run it as root: sudo $0" >&2; exit 1; }

program=/opt/jit-console/bin/jit-console
# What it wrote besides the package.
"$program" uninstall --system || echo "uninstall.sh: other browsers may still have manifests of jit-console" >&2
for folder in "/Library/Google/Chrome" "/Library/Application Support/Chromium" "/Library/Microsoft/Edge" \
  "/Library/Application Support/Mozilla"; do
  rm -f "$folder/NativeMessagingHosts/org.jit_console.host.json"
  # Only where nothing else is in them.
  rmdir "$folder/NativeMessagingHosts" "$folder" 2>/dev/null || true
done
rmdir /Library/Google /Library/Microsoft 2>/dev/null || true
rm -f /private/etc/paths.d/jit-console
rm -rf /opt/jit-console
pkgutil --forget org.jit_console.host
