#!/bin/sh
# Compiles the virtual board's own modules and its first process: MODULES.SH KERNEL TARGET.
set -eu

kernel=$1 target=$2
here=$(cd "$(dirname "$0")" && pwd)
export LC_ALL=C
unset MAKEFLAGS MFLAGS

work=$target.part
rm -rf "$work"
mkdir -p "$work"
cp "$here"/*.c "$here"/Kbuild "$work"
echo "STEP modules"
make -s -C "$kernel" ARCH=um M="$work" modules
strip --strip-debug "$work"/*.ko
echo "STEP first process"
gcc -std=gnu11 -Wall -Wextra -Werror -O2 -static "$here/../kernel/board-init.c" -o "$work/board-init"
find "$work" -type f ! -name '*.ko' ! -name board-init -delete
mv "$work" "$target"
