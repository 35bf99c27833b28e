package stanchion.boot;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;

/// The fixed command lines of the two processes, as argument files of the `java` launcher.
///
/// Never `java -jar`, whose launcher obeys a jar's manifest first. The module path names files, not
/// a folder, and only those of the process: what the charger need not know it cannot load.
///
/// Native libraries come from the verified copy alone, each library told so by its own name for it.
/// Two of ours otherwise unpack one from their jar to the temporary or home folder, and run what
/// somebody has put there before; so both folders are `/proc`, which exists everywhere and takes no
/// file from anybody. Nothing else is taken from the surroundings, and nothing is left in them: no
/// attachment, agents, counters in `/tmp`, core dumps or crash reports beside the working
/// directory.
///
/// A process that has an ahead-of-time cache among the targets maps it from the verified copy. When
/// the cache does not fit, the virtual machine says so in a line of its own and starts without, and
/// the process reports it. What was seen on JDK 25.0.3:
///
/// - It fits with another heap size below 32 GiB, another collector than ZGC, other compiler
///   options and system properties, in another run folder (see below).
/// - It does not fit with another Java build, main module, `--enable-native-access`, compact object
///   headers, uncompressed pointers; with a jar more, fewer, or of another size or time stamp; nor
///   when the working directory is not the run folder.
/// - Its bytes are not checked: a flipped bit maps like a good one. Hence a signed target.
/// - `-Xshare` must not stand beside it.
///
/// The jars are compared as files, not by name, so a cache trained at `/proc/self/cwd/app` fits in
/// every run folder that is the process's working directory. The command line still names the
/// folder in full: started elsewhere, a process runs the same jars, without its cache.
final class Launch {
    private final Targets targets;
    private final Path app;
    private final int processors;

    /// @param processors that the charger may use
    Launch(Targets targets, Path app, int processors) {
        this.targets = targets;
        this.app = app;
        this.processors = processors;
    }

    /// Small and fixed heap.
    String charger(Release.Program program) {
        StringBuilder lines = new StringBuilder(2048);
        lines.append(pace(processors));
        lines.append("-Xms32m\n-Xmx32m\n-XX:+AlwaysPreTouch\n");
        lines.append("-DjSerialComm.library.path=");
        quote(lines, app.toString());
        lines.append('\n');
        cache(lines, Target.Use.CHARGER_CACHE);
        return common(lines, program, Target.Use.CHARGER);
    }

    /// Collector and compilers that let the loop keep its time: the one whose pauses are shortest
    /// while the heap fills (`./run bench-latency` holds it against others), and both compilers.
    ///
    /// On the only processor whatever runs keeps the loop waiting. G1 has threads of its own beside
    /// the loop, and its refinement asks again and again, without giving the processor away,
    /// whether another thread is ready; the optimising compiler works on one method for 0.1 s and
    /// more.
    static String pace(int processors) {
        return processors > 1 ? "-XX:+UseG1GC\n" : "-XX:+UseSerialGC\n-XX:TieredStopAtLevel=1\n";
    }

    /// The collector with the fewest threads: nothing here has a deadline. SQLite loads its library
    /// from the verified copy; its jar in the slot carries none.
    String gateway(Release.Program program) {
        StringBuilder lines = new StringBuilder(2048);
        lines.append("-XX:+UseSerialGC\n-Xms16m\n-Xmx128m\n-Dorg.sqlite.lib.path=");
        quote(lines, app.toString());
        lines.append("\n-Dorg.sqlite.lib.name=libsqlitejdbc.so\n");
        cache(lines, Target.Use.GATEWAY_CACHE);
        return common(lines, program, Target.Use.GATEWAY);
    }

    /// Twice: for the virtual machine, and for the process, which looks whether it is in use.
    /// [Targets] has seen to it that there is at most one.
    private void cache(StringBuilder lines, Target.Use use) {
        for (Map.Entry<String, Target> entry : targets.files().entrySet()) {
            if (entry.getValue().use() == use) {
                lines.append("-XX:AOTCache=");
                quote(lines, app + "/" + entry.getKey());
                lines.append("\n-Dstanchion.aot=");
                quote(lines, app + "/" + entry.getKey());
                lines.append('\n');
            }
        }
    }

    private String common(StringBuilder lines, Release.Program program, Target.Use use) {
        lines.append("-XX:+DisableAttachMechanism\n-XX:-EnableDynamicAgentLoading\n");
        lines.append("-XX:-UsePerfData\n-XX:+ExitOnOutOfMemoryError\n");
        lines.append("-XX:+ErrorFileToStderr\n-XX:-CreateCoredumpOnCrash\n");
        lines.append("-XX:-DumpReplayDataOnError\n");
        lines.append("-Djdk.util.jar.enableMultiRelease=false\n-Djava.awt.headless=true\n");
        lines.append("-Djava.io.tmpdir=/proc\n-Duser.home=/proc\n-Djava.library.path=");
        quote(lines, app.toString());
        lines.append('\n');
        if (!program.nativeAccess().isEmpty()) {
            lines.append("--enable-native-access=");
            lines.append(String.join(",", program.nativeAccess())).append('\n');
        }
        lines.append("--module-path\n");
        quote(lines, modulePath(use));
        lines.append("\n-m\n").append(program.main()).append('\n');
        return lines.toString();
    }

    private String modulePath(Target.Use use) {
        StringBuilder path = new StringBuilder(1024);
        for (Map.Entry<String, Target> entry : targets.files().entrySet()) {
            Target.Use of = entry.getValue().use();
            if (of == use || of == Target.Use.BOTH) {
                path.append(path.isEmpty() ? "" : File.pathSeparator);
                path.append(app).append('/').append(entry.getKey());
            }
        }
        return path.toString();
    }

    /// In an argument file a back-slash escapes within quotes.
    private static void quote(StringBuilder lines, String text) {
        lines.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                lines.append('\\');
            }
            lines.append(c);
        }
        lines.append('"');
    }
}
