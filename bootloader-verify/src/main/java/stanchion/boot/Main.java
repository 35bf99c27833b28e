package stanchion.boot;

import java.io.IOException;
import java.util.Optional;

/// The verifier's process: decides over both slots and puts what boots into the run folder.
///
/// ```text
/// NOTE REVERTED B
/// REFUSED A FILE_DIGEST gateway.jar: The file's bytes are not the signed ones; …
/// BOOT B 0.1.0
/// ```
///
/// One line per slot judged, the one that boots last. A refused slot is reported also when the
/// other boots; an empty one beside it that was never used is not worth a line. When nothing boots
/// the last line is `NOTIFY-ONLY: contactors stay open`, and the run folder holds `boot.json`
/// alone. The exit status is 0 when a slot boots, else that of the first cause, see [Refusal].
public final class Main {
    private static final String[] TAINTS = {
        "JAVA_TOOL_OPTIONS",
        "JDK_JAVA_OPTIONS",
        "_JAVA_OPTIONS",
        "JDK_AOT_VM_OPTIONS",
        "JDK_ALTERNATE_VM",
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
        Optional<Device> device = Optional.empty();
        Decision decision;
        try {
            device = Optional.of(Device.open(arguments.device(), arguments.place()));
            if (arguments.run().isPresent()) {
                device.get().lockOtp(); // before anything can go wrong and leave it open
            }
            checkEnvironment();
            decision = new Startup(device.get(), runFolder()).decide();
        } catch (Refused refused) {
            decision = Decision.charger(refused.verdict());
        } catch (RuntimeException | Error bug) {
            decision = Decision.charger(new Refused(Refusal.INTERNAL, bug.toString()).verdict());
        }
        if (decision instanceof Decision.NotifyOnly) {
            leaveStatement(decision, device);
        }
        return report(decision);
    }

    private Optional<RunFolder> runFolder() throws Refused {
        return arguments.run().isEmpty()
                ? Optional.empty()
                : Optional.of(RunFolder.prepare(arguments.run().get(), arguments.place()));
    }

    /// Tells those who come after that nothing boots, where there is a folder to say it in.
    private void leaveStatement(Decision decision, Optional<Device> device) {
        try {
            Optional<RunFolder> run = runFolder();
            if (run.isPresent()) {
                run.get().write(BootStatement.FILE, BootStatement.bytes(decision, device));
            }
        } catch (Refused | IOException | RuntimeException | Error nowhere) {
            System.err.println("note: no " + BootStatement.FILE + ": " + nowhere);
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

    /// The lines, and the exit status.
    private static int report(Decision decision) {
        for (String note : decision.notes()) {
            System.out.println("NOTE " + note);
        }
        for (Decision.SlotRefused refused : decision.refused()) {
            System.out.println("REFUSED " + refused.slot() + " " + refused.why().line());
        }
        if (decision instanceof Decision.Boot boot) {
            String firmware = boot.verdict().targets().release().firmware();
            System.out.println("BOOT " + boot.step().slot() + " " + firmware);
            return 0;
        }
        System.out.println("NOTIFY-ONLY: contactors stay open");
        return decision.refused().getFirst().why().cause().status();
    }
}
