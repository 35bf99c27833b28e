package stanchion.attack;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// What an attacker would like to run, and the proof that it would work where nobody checks.
final class Evil {
    /// The mark it leaves; as long as [Canary#CHARGER_RAN], so that a jar keeps its length.
    static final String MARK = "canary.hostile";

    private static final int PATIENCE_SECONDS = 60;

    private Evil() {}

    /// The charger's jar, byte for byte as long, whose program leaves the attacker's mark instead.
    static byte[] of(byte[] jar) {
        String all = new String(jar, StandardCharsets.ISO_8859_1);
        int mark = all.indexOf("\0\16" + Canary.CHARGER_RAN);
        if (mark < 0) {
            throw new IllegalArgumentException("no canary in this jar");
        }
        String evil = all.substring(0, mark + 2) + MARK + all.substring(mark + 2 + MARK.length());
        return evil.getBytes(StandardCharsets.ISO_8859_1);
    }

    /// A Java program that leaves the attacker's mark.
    static String program(String type, String method) {
        return """
        public final class TYPE {
            public static void METHOD throws java.io.IOException {
                java.nio.file.Files.writeString(java.nio.file.Path.of("MARK"), "");
            }
        }
        """
                .replace("TYPE", type)
                .replace("METHOD", method)
                .replace("MARK", MARK);
    }

    /// Runs `java` with these words in the working folder, and takes the mark away.
    ///
    /// @throws IllegalStateException when no mark was left: then a case proves nothing
    static void mustWork(Charger charger, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(words));
        run(charger, command);
        if (!Files.deleteIfExists(charger.work().resolve(MARK))) {
            throw new IllegalStateException("the attack itself does not work: " + command);
        }
    }

    /// Runs a program of the system in the working folder; its exit status.
    static int run(Charger charger, List<String> command) throws IOException, InterruptedException {
        Path log = charger.work().resolve("evil.log");
        ProcessBuilder builder = new ProcessBuilder(command).directory(charger.work().toFile());
        Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(command.getFirst() + " did not end");
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }
}
