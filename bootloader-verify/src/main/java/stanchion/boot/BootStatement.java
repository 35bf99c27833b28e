package stanchion.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the verifier tells those who come after it: `boot.json` of the run folder, canonical JSON.
///
/// ```text
/// mode                boot | notify-only
/// slot, slot_state    what boots; the state only where a record says it
/// firmware, security_epoch, targets_version, targets_sha256, root_version, counter, files
///                     of what boots; files: name to SHA-256
/// refused             [{slot, cause, status, detail}], see Refusal
/// notes               [text]
/// verifier, jre       versions
/// hardware, profile, identity, reset_cause
///                     of boot.conf, where it could be read
/// ```
///
/// What does not apply is left out. A text never holds a quote, a backslash or a control character.
public final class BootStatement {
    public static final String FILE = "boot.json";

    private final TreeMap<String, Json> members = new TreeMap<>();

    private BootStatement() {}

    /// @param charger absent when its description could not be read
    static byte[] bytes(Decision decision, Optional<Device> charger) {
        BootStatement statement = new BootStatement();
        statement.text("jre", System.getProperty("java.runtime.version", ""));
        statement.text("verifier", version());
        statement.refusals(decision.refused());
        statement.notes(decision.notes());
        statement.text("mode", decision instanceof Decision.Boot ? "boot" : "notify-only");
        if (decision instanceof Decision.Boot boot) {
            statement.slot(boot.step());
            statement.version(boot.verdict().targets());
            statement.evidence(boot.verdict().evidence());
        }
        if (charger.isPresent()) {
            statement.charger(charger.get());
        }
        return CanonicalJson.bytes(new Json.Members(statement.members));
    }

    private void slot(BootOrder.Step step) {
        text("slot", step.slot().name());
        if (step.state().isPresent()) {
            text("slot_state", step.state().get().text());
        }
    }

    private void version(Targets targets) {
        text("firmware", targets.release().firmware());
        whole("security_epoch", targets.release().securityEpoch());
        whole("targets_version", targets.version());
        TreeMap<String, Json> files = new TreeMap<>();
        for (Map.Entry<String, Target> file : targets.files().entrySet()) {
            files.put(file.getKey(), new Json.Text(file.getValue().sha256()));
        }
        members.put("files", new Json.Members(files));
    }

    private void evidence(Verdict.Evidence evidence) {
        text("targets_sha256", evidence.targetsSha256());
        whole("root_version", evidence.rootVersion());
        whole("counter", evidence.counter());
    }

    private void refusals(List<Decision.SlotRefused> refused) {
        List<Json> items = new ArrayList<>();
        for (Decision.SlotRefused one : refused) {
            Refusal cause = one.why().cause();
            TreeMap<String, Json> item = new TreeMap<>();
            item.put("slot", new Json.Text(one.slot().name()));
            item.put("cause", new Json.Text(cause.name()));
            item.put("status", new Json.Whole(cause.status()));
            item.put("detail", new Json.Text(plain(one.why().detail())));
            items.add(new Json.Members(item));
        }
        members.put("refused", new Json.Items(items));
    }

    private void notes(List<String> notes) {
        List<Json> items = new ArrayList<>();
        for (String note : notes) {
            items.add(new Json.Text(plain(note)));
        }
        members.put("notes", new Json.Items(items));
    }

    private void charger(Device charger) {
        BootDescription description = charger.description();
        text("hardware", description.hardware());
        text("profile", description.profile().text());
        text("identity", description.sources().identity().kind());
        Optional<String> resetCause = charger.resetCause();
        if (resetCause.isPresent()) {
            text("reset_cause", resetCause.get());
        }
    }

    private void text(String name, String value) {
        members.put(name, new Json.Text(plain(value)));
    }

    private void whole(String name, long value) {
        members.put(name, new Json.Whole(value));
    }

    /// Names of files come from whoever could write the slot.
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            plain.append(c < ' ' || c > '~' || c == '"' || c == '\\' ? '?' : c);
        }
        return plain.toString();
    }

    /// The version of the verifier's module, as its build wrote it down.
    private static String version() {
        java.lang.module.ModuleDescriptor module = BootStatement.class.getModule().getDescriptor();
        return module == null ? "" : module.rawVersion().orElse("");
    }
}
