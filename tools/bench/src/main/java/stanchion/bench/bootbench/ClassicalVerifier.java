package stanchion.bench.bootbench;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// The verifier without its rule that trust must be hybrid, to learn what the post-quantum half
/// costs. Exists in a bench's temporary folder only.
///
/// Made from the built verifier by changing one method, `Role.hybrid()`, so that nothing that is
/// shipped has a switch for it.
final class ClassicalVerifier {
    private static final String CLASS = "stanchion/boot/Role.class";
    private static final String METHOD = "hybrid";

    private ClassicalVerifier() {}

    /// Writes the changed jar.
    static void write(Path verifier, Path to) throws IOException {
        boolean changed = false;
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(verifier));
                ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                boolean rule = e.getName().equals(CLASS);
                out.putNextEntry(new ZipEntry(e.getName()));
                out.write(rule ? withoutRule(content) : content);
                out.closeEntry();
                changed |= rule;
            }
        }
        if (!changed) {
            throw new BootBenchTrouble(verifier + ": holds no " + CLASS);
        }
    }

    private static byte[] withoutRule(byte[] role) {
        ClassFile file = ClassFile.of();
        return file.transformClass(
                file.parse(role),
                ClassTransform.transformingMethods(
                        ClassicalVerifier::isRule,
                        (method, element) -> {
                            if (element instanceof CodeModel) {
                                method.withCode(code -> code.iconst_1().ireturn());
                            } else {
                                method.with(element);
                            }
                        }));
    }

    private static boolean isRule(MethodModel method) {
        return method.methodName().equalsString(METHOD);
    }
}
