package stanchion.machine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// What a kernel is told of its board, as text and as the blob it reads; by the device tree
/// compiler.
public final class DeviceTree {
    private DeviceTree() {}

    /// Makes the blob, with the names that an overlay refers to.
    ///
    /// @return what the compiler complained of
    public static String compile(Path text, Path blob) throws IOException {
        return Tools.run(
                List.of(
                        "dtc",
                        "-@",
                        "-I",
                        "dts",
                        "-O",
                        "dtb",
                        "-o",
                        blob.toString(),
                        text.toString()));
    }

    /// Makes the text of a blob.
    public static void decompile(Path blob, Path text) throws IOException {
        Tools.run(
                List.of(
                        "dtc",
                        "-q",
                        "-I",
                        "dtb",
                        "-O",
                        "dts",
                        "-o",
                        text.toString(),
                        blob.toString()));
    }
}
