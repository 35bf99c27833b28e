package stanchion.bench.otabench;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import stanchion.boot.Target.Use;
import stanchion.release.Firmware;
import stanchion.release.FirmwareBuild;
import stanchion.release.ReleaseException;

/// Pairs of releases, made on the spot of what this project is built of.
final class Pairs {
    private static final String GATEWAY = "stanchion-gateway-";
    private static final String EDITED = "stanchion/gateway/Main.class";
    private static final LocalJar GSON = new LocalJar("com/google/code/gson", "gson", "2.13.2");
    private static final LocalJar GSON_NEXT =
            new LocalJar("com/google/code/gson", "gson", "2.15.0");
    private static final LocalJar LARGE = guava("33.3.1-jre");
    private static final LocalJar LARGE_NEXT = guava("33.5.0-jre");

    private final Consumer<String> progress;
    private final Firmware base;

    Pairs(Path home, Consumer<String> progress) throws ReleaseException {
        this.progress = progress;
        this.base = FirmwareBuild.collect(home, "1.0.0");
    }

    /// All that can be made here; what cannot is said.
    List<ReleasePair> all() throws ReleaseException {
        List<ReleasePair> pairs = new ArrayList<>();
        pairs.add(edited("one class edited", EDITED::equals));
        bump(pairs, "one dependency, gson 2.13.2 to 2.15.0", GSON, GSON_NEXT);
        bump(pairs, "large one, guava 33.3.1 to 33.5.0", LARGE, LARGE_NEXT);
        everything(pairs);
        return pairs;
    }

    private static LocalJar guava(String version) {
        return new LocalJar("com/google/guava", "guava", version);
    }

    private ReleasePair edited(String name, Predicate<String> classes) throws ReleaseException {
        TreeMap<String, Firmware.Part> before = new TreeMap<>(base.files());
        TreeMap<String, Firmware.Part> after = new TreeMap<>(base.files());
        for (Map.Entry<String, Firmware.Part> file : base.files().entrySet()) {
            boolean own = file.getKey().startsWith("stanchion-");
            if (own && (file.getKey().startsWith(GATEWAY) || classes.test("every"))) {
                Use use = file.getValue().use();
                Edit.Edited jar = Edit.jar(file.getKey(), file.getValue().content(), classes);
                before.put(file.getKey(), new Firmware.Part(use, jar.before()));
                after.put(file.getKey(), new Firmware.Part(use, jar.after()));
            }
        }
        return new ReleasePair(name, firmware(before), firmware(after));
    }

    private void bump(List<ReleasePair> pairs, String name, LocalJar from, LocalJar to)
            throws ReleaseException {
        TreeMap<String, Firmware.Part> before = new TreeMap<>(base.files());
        TreeMap<String, Firmware.Part> after = new TreeMap<>(base.files());
        if (put(before, from) && put(after, to)) {
            pairs.add(new ReleasePair(name, firmware(before), firmware(after)));
        }
    }

    private void everything(List<ReleasePair> pairs) throws ReleaseException {
        ReleasePair own = edited("every class of ours, both dependencies", any -> true);
        TreeMap<String, Firmware.Part> before = new TreeMap<>(own.before().files());
        TreeMap<String, Firmware.Part> after = new TreeMap<>(own.after().files());
        after.computeIfPresent("board.conf", (name, part) -> commented(part));
        if (put(before, GSON) && put(after, GSON_NEXT) && put(before, LARGE)) {
            if (put(after, LARGE_NEXT)) {
                pairs.add(new ReleasePair(own.name(), firmware(before), firmware(after)));
            }
        }
    }

    private static Firmware.Part commented(Firmware.Part part) {
        String text = new String(part.content(), StandardCharsets.UTF_8) + "# changed\n";
        return new Firmware.Part(part.use(), text.getBytes(StandardCharsets.UTF_8));
    }

    private boolean put(Map<String, Firmware.Part> files, LocalJar jar) throws ReleaseException {
        Optional<byte[]> content = jar.content();
        if (content.isEmpty()) {
            progress.accept(jar.name() + " is not in ~/.m2, left out: " + jar.fetch());
            return false;
        }
        files.keySet().removeIf(name -> name.matches(jar.artifact() + "-[0-9].*"));
        files.put(jar.name(), new Firmware.Part(Use.GATEWAY, content.get()));
        return true;
    }

    private Firmware firmware(Map<String, Firmware.Part> files) {
        return new Firmware(base.release(), new TreeMap<>(files));
    }
}
