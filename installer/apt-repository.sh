#!/usr/bin/env bash
# Makes an apt repository, or adds packages to one: a folder to be served as it is, signed with a key from your own keyring.
#   installer/apt-repository.sh KEY FOLDER DEB...
#       KEY: its fingerprint or mail address, as for gpg --local-user; GNUPGHOME says where, if not in your home
# People then put FOLDER/jit-console.asc into /etc/apt/keyrings, and into /etc/apt/sources.list.d/jit-console.list:
#   deb [signed-by=/etc/apt/keyrings/jit-console.asc] https://ADDRESS stable main
# Needs the packages apt-utils and gpg.
set -euo pipefail

case ${1:-} in -h | --help) sed -n '2,7s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"; exit 0 ;; esac
[ $# -ge 3 ] || { echo "apt-repository.sh: KEY, FOLDER and at least one package (see --help)" >&2; exit 2; }
key=$1
folder=$2
shift 2
export LC_ALL=C.UTF-8
umask 022

pool=$folder/pool/main/j/jit-console
mkdir -p "$pool"
cp "$@" "$pool"
cd "$folder"

dist=dists/stable
rm -rf "$dist"
architectures=$(for deb in pool/main/j/jit-console/*.deb; do dpkg-deb --field "$deb" Architecture; done | sort -u)
for architecture in $architectures; do
  index=$dist/main/binary-$architecture
  mkdir -p "$index"
  apt-ftparchive --arch "$architecture" packages pool >"$index/Packages"
  gzip --no-name --best --keep "$index/Packages"
done
apt-ftparchive -o APT::FTPArchive::Release::Origin=jit-console -o APT::FTPArchive::Release::Label=jit-console \
  -o APT::FTPArchive::Release::Suite=stable -o APT::FTPArchive::Release::Codename=stable \
  -o APT::FTPArchive::Release::Components=main -o "APT::FTPArchive::Release::Architectures=${architectures//$'\n'/ }" \
  release "$dist" >Release.new
mv Release.new "$dist/Release"
gpg --batch --yes --local-user "$key" --clearsign --output "$dist/InRelease" "$dist/Release"
gpg --batch --yes --local-user "$key" --armor --detach-sign --output "$dist/Release.gpg" "$dist/Release"
gpg --batch --armor --export "$key" >jit-console.asc
