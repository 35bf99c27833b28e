package stanchion.boot;

import java.io.IOException;
import java.util.Optional;

/// The verifier's process: judges slot A, then B, and puts what boots into the run folder.
///
/// ```text
/// BOOT A 0.1.0
/// REFUSED A FILE_DIGEST gateway.jar: The file's bytes are not the signed ones; …
/// ```
///
/// One line per slot judged. A refused A is reported also when B boots; an empty B beside it is not
/// worth a line. The exit status is 0 when a slot boots, else that of A's cause, see [Refusal].
public final class Main {
    private static final String[] TAINTS = {
        "JAVA_TOOL_OPTIONS",
        "JDK_JAVA_OPTIONS",
        "_JAVA_OPTIONS",
        "JDK_AOT_VM_OPTIONS",
        "CLASSPATH",
        "LD_PRELOAD",
        "LD_LIBRARY_PATH",
        "LD_AUDIT"
    };

    private final Arguments arguments;

    private Main(Arguments arguments) {
        this.arguments = arguments;
    }

    public static void main(String... words) {
        Optional<Arguments> arguments = Arguments.read(words);
        if (arguments.isEmpty()) {
            System.err.println(Arguments.USAGE);
            System.exit(Arguments.WRONG_STATUS);
        }
        int status = new Main(arguments.get()).boot();
        System.out.flush();
        Runtime.getRuntime().halt(status); // exit would first load the JDK's logging of exits
    }

    private int boot() {
        sayIfBench();
        Verdict a = judge("A");
        report("A", a);
        if (!(a instanceof Verdict.Refused refused)) {
            return 0;
        }
        if (refused.cause().scope() == Refusal.Scope.CHARGER) {
            return refused.cause().status();
        }
        Verdict b = judge("B");
        if (!(b instanceof Verdict.Refused second && second.cause() == Refusal.EMPTY)) {
            report("B", b);
        }
        return b instanceof Verdict.Boot ? 0 : refused.cause().status();
    }

    private Verdict judge(String slot) {
        try {
            checkEnvironment();
            Device device = Device.open(arguments.device(), arguments.place());
            Verifier verifier = new Verifier(device.host());
            if (arguments.run().isEmpty()) {
                return verifier.judge(device.slot(slot), VerifiedCopy.NONE);
            }
            RunFolder run = RunFolder.prepare(arguments.run().get(), arguments.place());
            return judge(verifier, device.slot(slot), run);
        } catch (Refused refused) {
            return refused.verdict();
        } catch (RuntimeException bug) {
            return new Refused(Refusal.INTERNAL, bug.toString()).verdict();
        }
    }

    private static Verdict judge(Verifier verifier, Folder slot, RunFolder run) {
        try {
            run.begin();
            Verdict verdict = verifier.judge(slot, run);
            if (verdict instanceof Verdict.Boot boot) {
                run.finish(boot.targets());
            } else {
                run.discard();
            }
            return verdict;
        } catch (IOException failed) {
            run.discard();
            return new Refused(Refusal.COPY_FAILED, run.toString()).verdict();
        } catch (RuntimeException bug) {
            run.discard();
            throw bug;
        }
    }

    private void sayIfBench() {
        if (arguments.place() == RunFolder.Place.ANYWHERE) {
            System.err.println("note: --bench: the verified copy need not lie in RAM");
        }
    }

    private static void checkEnvironment() throws Refused {
        for (String name : TAINTS) {
            if (System.getenv(name) != null) {
                throw new Refused(Refusal.ENV_TAINT, name);
            }
        }
    }

    private static void report(String slot, Verdict verdict) {
        if (verdict instanceof Verdict.Boot boot) {
            System.out.println("BOOT " + slot + " " + boot.targets().release().firmware());
        } else if (verdict instanceof Verdict.Refused refused) {
            Refusal cause = refused.cause();
            System.out.println(
                    "REFUSED "
                            + slot
                            + " "
                            + cause
                            + " "
                            + refused.detail()
                            + ": "
                            + cause.sentence());
        }
    }
}
