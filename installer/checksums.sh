#!/usr/bin/env bash
# Writes SHA256SUMS for the files of a release, and shows it.
#   installer/checksums.sh FOLDER
set -euo pipefail
shopt -s nullglob
export LC_ALL=C.UTF-8

cd "$1"
sha256sum -- *.cdx.json *.deb *.msi *.rpm *.tar.gz *.xpi *.zip >SHA256SUMS
cat SHA256SUMS
