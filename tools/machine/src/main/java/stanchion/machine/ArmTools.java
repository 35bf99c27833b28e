package stanchion.machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Debian 13's QEMU for arm64, and what it takes to build a module for its arm64 kernel, on an
/// amd64 computer with an older Debian: every program runs with the libraries of its own release.
///
/// QEMU's Raspberry Pi has one-time-programmable rows since 9.1; Debian 12 has 7.2.
///
/// @param folder in the cache
public record ArmTools(Path folder) {
    private static final String RECIPE = "arm-tools.packages";
    private static final String RELEASE = "6.12.107+deb13";
    private static final String LOADER = "ld-linux-x86-64.so.2";

    /// What is missing here, and the way to it.
    public static Optional<String> missing() {
        if (!System.getProperty("os.arch").equals("amd64")) {
            return Optional.of("these tools are Debian's for amd64, this is another computer");
        }
        return Tools.missing("dpkg-deb", "apt-get", "curl", "make", "aarch64-linux-gnu-gcc", "dtc");
    }

    /// Unpacks them, or takes what was unpacked earlier.
    public static ArmTools of(Cache cache) throws IOException {
        return new ArmTools(
                cache.built(
                        "arm-tools", DebianPackage.text(RECIPE), folder -> unpack(folder, cache)));
    }

    private static void unpack(Path folder, Cache cache) throws IOException {
        for (DebianPackage one : DebianPackage.list(RECIPE)) {
            Tools.run(List.of("dpkg-deb", "-x", cache.fetch(one).toString(), folder.toString()));
        }
    }

    /// QEMU for arm64, as the first words of a command.
    public List<String> qemu() {
        List<String> words = new ArrayList<>(ownLibraries());
        words.add(folder.resolve("usr/bin/qemu-system-aarch64").toString());
        return words;
    }

    private List<String> ownLibraries() {
        Path libraries = folder.resolve("usr/lib/x86_64-linux-gnu");
        return List.of(
                libraries.resolve(LOADER).toString(), "--library-path", libraries.toString());
    }

    /// Builds a module of one source file.
    ///
    /// @return the module, `NAME.ko`
    public Path module(Path source, Cache cache) throws IOException {
        String name = String.valueOf(source.getFileName()).replaceFirst("[.]c$", "");
        Path built =
                cache.built(
                        "module-" + name,
                        Files.readString(source) + folder.getFileName(),
                        into -> build(source, name, into));
        return built.resolve(name + ".ko");
    }

    private void build(Path source, String name, Path into) throws IOException {
        Path kernel = Files.createDirectory(into.resolve("kernel"));
        Tools.run(List.of("cp", "-a", folder.resolve("usr/src") + "/.", kernel + "/src"));
        Tools.run(
                List.of(
                        "cp",
                        "-a",
                        folder.resolve("usr/lib/linux-kbuild-" + RELEASE).toString(),
                        kernel + "/kbuild"));
        Path headers = kernel.resolve("src/linux-headers-" + RELEASE + "-arm64");
        Path common = kernel.resolve("src/linux-headers-" + RELEASE + "-common");
        Files.writeString(headers.resolve("Makefile"), "include " + common + "/Makefile\n");
        for (Path tree : List.of(headers, common)) {
            for (String part : List.of("scripts", "tools")) {
                Files.delete(tree.resolve(part));
                Files.createSymbolicLink(tree.resolve(part), kernel.resolve("kbuild/" + part));
            }
        }
        wrap(kernel.resolve("kbuild/scripts/basic/fixdep"), "fixdep.real");
        wrap(kernel.resolve("kbuild/scripts/mod/modpost"), "modpost.real-lsb-64");
        Files.copy(source, into.resolve(name + ".c"));
        Files.writeString(into.resolve("Kbuild"), "obj-m := " + name + ".o\n");
        Tools.run(
                List.of(
                        "make",
                        "-C",
                        headers.toString(),
                        "M=" + into,
                        "ARCH=arm64",
                        "CROSS_COMPILE=aarch64-linux-gnu-",
                        "CC=aarch64-linux-gnu-gcc",
                        // what the kernel's own, newer compiler has
                        "CONFIG_CC_HAS_MIN_FUNCTION_ALIGNMENT=",
                        "CONFIG_DEBUG_INFO_BTF_MODULES=",
                        "modules"));
        Tools.run(
                List.of(
                        "aarch64-linux-gnu-strip",
                        "--strip-debug",
                        into.resolve(name + ".ko").toString()));
        Cache.remove(kernel);
    }

    /// Lets a program of the kernel's build run with its own libraries.
    private void wrap(Path program, String real) throws IOException {
        Path moved = program.resolveSibling(real);
        if (!Files.exists(moved)) {
            Files.move(program, moved);
        }
        Files.deleteIfExists(program);
        Files.write(
                program,
                ("#!/bin/sh\nexec " + String.join(" ", ownLibraries()) + " " + moved + " \"$@\"\n")
                        .getBytes(StandardCharsets.UTF_8));
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
