#!/bin/sh
# Builds the virtual board's kernel, User-Mode Linux, from Debian 13's source package: KERNEL.SH DOWNLOADS TARGET.
# TARGET becomes a folder with the kernel (linux) and what modules are compiled against; it is complete or not there.
set -eu

package=linux-source-6.12_6.12.107-1_all.deb
sum=775b9ef84d7fa7927ccebfec33fbbe9aeb2482ebf9a92c771aafd33fb6e2ee27
source=linux-source-6.12

downloads=$1 target=$2
here=$(cd "$(dirname "$0")" && pwd)
export ARCH=um KBUILD_BUILD_USER=stanchion KBUILD_BUILD_HOST=virtual-board
export KBUILD_BUILD_TIMESTAMP="@1788000000" LC_ALL=C
unset MAKEFLAGS MFLAGS

fail() {
    echo "virtual-board: $1" >&2
    exit 69
}

for tool in apt-get curl dpkg-deb xz tar make gcc flex bison bc; do
    command -v $tool >/dev/null 2>&1 ||
        fail "$tool is missing: sudo apt install curl xz-utils make gcc libc6-dev flex bison bc"
done

# The package, from the mirror this machine installs from.
deb=$downloads/$package
mkdir -p "$downloads" "$(dirname "$target")"
if ! echo "$sum  $deb" | sha256sum --check --status 2>/dev/null; then
    mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Created-By: Packages' | grep '/debian/$' | head -n 1)
    echo "STEP download $package"
    curl -fsS "${mirror%/}/pool/main/l/linux/$package" -o "$deb.part" ||
        fail "$package cannot be fetched from $mirror"
    echo "$sum  $deb.part" | sha256sum --check --quiet >&2 || fail "$package is not the one this recipe was written for"
    mv "$deb.part" "$deb"
fi

work=$target.part
rm -rf "$work"
mkdir -p "$work"
cd "$work"

# Of other architectures, of graphics, networks and sound only what the configuration reads.
echo "STEP unpack"
dpkg-deb --fsys-tarfile "$deb" | tar -xf - "./usr/src/$source.tar.xz"
unpack() {
    xz -T0 -dc "usr/src/$source.tar.xz" | tar -xf - --strip-components=1 "$@"
}
unpack --exclude='*/arch/[a-tv-w]*' --exclude='*/arch/xtensa' --exclude='*/drivers/gpu' --exclude='*/drivers/net/*/*' \
    --exclude='*/drivers/media' --exclude='*/drivers/staging' --exclude='*/drivers/infiniband' \
    --exclude='*/drivers/scsi' --exclude='*/sound' --exclude='*/Documentation' --exclude='*/tools/testing' \
    --exclude='*/tools/perf'
unpack --wildcards '*/Kconfig*' '*/Makefile*' '*/Kbuild*'
rm -r usr/src

# 6.12 keeps 2696 bytes for a program's floating-point registers; a processor with matrix tiles (AMX) has 11 KB, and its
# kernel takes all or nothing. Twice that much lies on each stack (KERNEL_STACK_ORDER in board.config).
sed -i 's/DEFINE_LONGS(HOST_FP_SIZE, 2696)/DEFINE_LONGS(HOST_FP_SIZE, 12288)/' arch/x86/um/user-offsets.c
grep -q 'HOST_FP_SIZE, 12288' arch/x86/um/user-offsets.c || fail "$source keeps its registers elsewhere"

# A program inside is a process of this machine, and only the kernel's process can take the processor from it. Of two of the
# same real-time priority on one processor neither takes it from the other: a program that waits for another of its threads
# without a system call would hold it for ever. So programs are one step less urgent than their kernel.
process=arch/um/os-Linux/skas/process.c
sed -i '/^static int userspace_tramp/,/^}/{
s/^\tstruct sigaction sa;/\tstruct sigaction sa;\n\tstruct sched_param own;/
s/^\tsignal(SIGWINCH, SIG_IGN);/&\n\n\tif (!sched_getparam(0, \&own) \&\& own.sched_priority-- > 1)\n\t\tsched_setparam(0, \&own);/
}' $process
grep -q 'own.sched_priority-- > 1' $process || fail "$source starts its programs elsewhere"

echo "STEP configure"
KCONFIG_ALLCONFIG="$here/board.config" make -s allnoconfig >/dev/null
grep -o '^CONFIG_[A-Z0-9_]*=y' "$here/board.config" | while read -r wanted; do
    grep -qx "$wanted" .config || fail "this kernel does not have $wanted"
done

echo "STEP compile"
make -j"$(getconf _NPROCESSORS_ONLN)" linux modules_prepare

# What modules need: headers, scripts, symbols.
echo "STEP tidy"
strip --strip-debug linux
mv vmlinux.symvers Module.symvers
find . -path ./scripts -prune -o -type f \( -name '*.[coSa]' -o -name '.*.cmd' -o -name 'vmlinux*' \) -print0 | xargs -0 rm -f
rm -rf drivers fs net sound crypto security mm block Documentation samples rust io_uring
mv "$work" "$target"
