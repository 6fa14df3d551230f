#!/usr/bin/env bash
# Builds jit-console from this checkout, puts it under a prefix and registers it with the installed browsers.
#   installer/install.sh [--prefix DIR] [--browser BROWSER]...    run it again to upgrade, also while a browser runs
#   installer/install.sh --uninstall [--prefix DIR] [--keep-data] removes everything: program, manifests, portals,
#                                                                 sign-ins, AWS profiles; --keep-data keeps the last three
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

prefix="$HOME/.local"
uninstall=false
keep_data=false
browsers=()
while [ $# -gt 0 ]; do
  case $1 in
    --prefix) prefix=${2:?--prefix needs a folder}; shift 2 ;;
    --browser) browsers+=(--browser "${2:?--browser needs a name}"); shift 2 ;;
    --uninstall) uninstall=true; shift ;;
    --keep-data) keep_data=true; shift ;;
    -h | --help) sed -n '2,5s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;;
    *) echo "install.sh: unknown option $1 (see --help)" >&2; exit 2 ;;
  esac
done
case $prefix in /*) ;; *) prefix="$PWD/$prefix" ;; esac
program="$prefix/bin/jit-console"
# What was put where, one path a line, folders with a slash at the end.
receipt="$prefix/share/jit-console/installed"
config="${XDG_CONFIG_HOME:-$HOME/.config}"
state="${XDG_STATE_HOME:-$HOME/.local/state}"

# Notes a path once.
note() { grep -qxF -- "$1" "$receipt.new" 2>/dev/null || printf '%s\n' "$1" >>"$receipt.new"; }

# Makes a folder and those above it, and notes the ones that were not there.
make_folder() {
  local missing=() folder=$1
  while [ ! -d "$folder" ]; do
    missing=("$folder" "${missing[@]}")
    folder=$(dirname "$folder")
  done
  for folder in "${missing[@]}"; do
    mkdir -m "$2" "$folder"
    made+=("$folder/")
  done
}

# Beside the old one and over it: a browser that runs the old one keeps it until it lets go.
put_file() {
  make_folder "$(dirname "$2")" 0755
  if [ -L "$1" ]; then cp -P "$1" "$2.new"; else install -m "$3" "$1" "$2.new"; fi
  mv -f "$2.new" "$2"
  note "$2"
}

put_files() {
  local stage made=() file mode
  stage=$(mktemp -d)
  DESTDIR="$stage" cmake --install build/release --prefix "$prefix" >/dev/null
  make_folder "$(dirname "$receipt")" 0755
  # The program's own folders, private as it makes them itself: so that uninstalling can remove them.
  make_folder "$config" 0700
  make_folder "$state" 0700
  if [ -f "$receipt" ]; then cp "$receipt" "$receipt.new"; else : >"$receipt.new"; fi
  while IFS= read -r -d '' file; do
    mode=0644
    [ ! -x "$stage$file" ] || mode=0755
    put_file "$stage$file" "$file" "$mode"
  done < <(cd "$stage" && find . '(' -type f -o -type l ')' -printf '/%P\0')
  for file in "${made[@]}"; do note "$file"; done
  mv -f "$receipt.new" "$receipt"
  rm -rf "$stage"
}

# What the program has written in the user's name; each part ends without a word where there is nothing.
forget_data() {
  local profile registry
  while IFS=$'\t' read -r profile _; do
    "$program" aws-profile remove "$profile" >/dev/null || echo "left the AWS profile $profile as it is" >&2
  done < <("$program" aws-profile list 2>/dev/null)
  while IFS= read -r registry; do
    "$program" ecr-login --remove "$registry" 2>/dev/null || echo "left docker's helper for $registry as it is" >&2
  done < <("$program" docker-credential list 2>/dev/null | grep -o '[0-9]*\.dkr[^"]*')
  # Also where they are in the desktop's keyring.
  "$program" vault memory 2>/dev/null || echo "sign-ins could not be deleted; see: $program vault" >&2
  rm -rf "${config:?}/jit-console" "${XDG_RUNTIME_DIR:-$config}/jit-console"
  # The record of the manifests is there, too: they come next, and it goes with them.
  find "$state/jit-console" -mindepth 1 -maxdepth 1 ! -name installed -exec rm -rf {} + 2>/dev/null || true
}

remove_all() {
  if [ -x "$program" ]; then
    $keep_data || forget_data
    "$program" uninstall
    $keep_data || rm -rf "${state:?}/jit-console"
  fi
  if [ ! -f "$receipt" ]; then
    rm -f "$program"
    echo "nothing else was installed in $prefix"
    return
  fi
  local path paths=()
  mapfile -t paths <"$receipt"
  for path in "${paths[@]}"; do
    case $path in */) ;; *) rm -f "$path" ;; esac
  done
  rm -f "$receipt"
  # The longest first: a folder comes before the one it is in.
  while IFS= read -r path; do
    rmdir --ignore-fail-on-non-empty "$path" 2>/dev/null || true
  done < <(printf '%s\n' "${paths[@]}" | grep '/$' | awk '{ print length, $0 }' | sort -rn | cut -d' ' -f2-)
  echo "removed jit-console from $prefix"
}

if $uninstall; then
  remove_all
  exit 0
fi

tests/install-dependencies.sh --build
cmake --preset release
cmake --build --preset release
put_files
echo "installed $("$program" --version) as $program"
"$program" install "${browsers[@]}" || echo "start the browser once, then run: $program install" >&2

firefox="once Node.js is installed: node extension/build.js, then load build/extension/firefox/manifest.json"
if command -v node >/dev/null; then
  node extension/build.js
  firefox="$PWD/build/extension/firefox/manifest.json"
fi
cat <<EOS

Now load the extension:
  Chrome, Chromium, Edge, Brave, Vivaldi: chrome://extensions, "Developer mode", "Load unpacked", $PWD/extension
  Firefox: about:debugging, "This Firefox", "Load Temporary Add-on", $firefox
EOS
