package stanchion.bench.otabench;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import java.util.function.Predicate;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import stanchion.release.CanonicalJar;
import stanchion.release.ReleaseException;

/// Edits classes as people do: a method begins with one call more. Old and new class get a constant
/// pool in the order of use, so that, as with a compiler, later indexes shift.
final class Edit {
    private static final ClassDesc SYSTEM = ClassDesc.of("java.lang.System");
    private static final MethodTypeDesc NANOS = MethodTypeDesc.of(ConstantDescs.CD_long);

    private enum What {
        NOTHING,
        ONE_CALL
    }

    private Edit() {}

    /// A jar as it was and as it is after an edit, both canonical.
    @SuppressWarnings("ArrayRecordComponent") // files, compared nowhere
    record Edited(byte[] before, byte[] after) {}

    /// The jar with some classes edited.
    ///
    /// @param classes of the jar that are edited, by the names of their entries
    static Edited jar(String name, byte[] jar, Predicate<String> classes) throws ReleaseException {
        try {
            return new Edited(
                    CanonicalJar.of(name, rebuilt(jar, classes, What.NOTHING), List.of()),
                    CanonicalJar.of(name, rebuilt(jar, classes, What.ONE_CALL), List.of()));
        } catch (IOException broken) {
            throw new ReleaseException(name + ": not a readable jar", broken);
        }
    }

    private static byte[] rebuilt(byte[] jar, Predicate<String> classes, What what)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
                ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
                byte[] content = in.readAllBytes();
                boolean edited = e.getName().endsWith(".class") && classes.test(e.getName());
                out.putNextEntry(new ZipEntry(e.getName()));
                out.write(edited ? rebuilt(content, what) : content);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] rebuilt(byte[] content, What what) {
        ClassFile tool = ClassFile.of(ClassFile.ConstantPoolSharingOption.NEW_POOL);
        ClassModel model = tool.parse(content);
        for (MethodModel method : model.methods()) {
            boolean plain =
                    method.code().isPresent() && !method.methodName().equalsString("<init>");
            if (plain && what == What.ONE_CALL) {
                return tool.transformClass(
                        model,
                        ClassTransform.transformingMethodBodies(
                                one -> one.equals(method), new OneCallMore()));
            }
        }
        return tool.transformClass(model, ClassTransform.ACCEPT_ALL);
    }

    private static final class OneCallMore implements CodeTransform {
        @Override
        public void atStart(CodeBuilder builder) {
            builder.invokestatic(SYSTEM, "nanoTime", NANOS).pop2();
        }

        @Override
        public void accept(CodeBuilder builder, CodeElement element) {
            builder.with(element);
        }
    }
}
