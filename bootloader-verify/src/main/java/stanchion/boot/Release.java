package stanchion.boot;

import java.util.List;

/// What the maker says of a version beside its files: the `x-stanchion` member of targets.
///
/// @param firmware the version's name, for people
/// @param securityEpoch never below the charger's counter
public record Release(String firmware, long securityEpoch, Platform platform, Programs programs) {
    static final int MOST_NAMES = 16;
    static final int LONGEST_NAME = 200;

    /// Where the version may run.
    ///
    /// @param hardware ids of the boards it is made for
    /// @param jre the exact Java build, as `java.runtime.version` says it
    public record Platform(List<String> hardware, String jre) {
        public Platform {
            hardware = List.copyOf(hardware);
        }
    }

    /// The two processes of a charger.
    public record Programs(Program charger, Program gateway) {}

    /// What a process starts with.
    ///
    /// @param main `module/class`
    /// @param nativeAccess modules that may call native code
    public record Program(String main, List<String> nativeAccess) {
        public Program {
            nativeAccess = List.copyOf(nativeAccess);
        }
    }

    static Release read(Fields fields) throws Refused {
        Platform platform =
                new Platform(List.of(words(fields, "hardware")), word(fields, "jre", "+-."));
        Programs programs =
                new Programs(
                        program(fields.members("charger")), program(fields.members("gateway")));
        return new Release(
                word(fields, "firmware", "+-."),
                fields.whole("security_epoch", 0, Integer.MAX_VALUE),
                platform,
                programs);
    }

    private static Program program(Fields fields) throws Refused {
        String main = word(fields, "main", "./");
        if (main.indexOf('/') < 1 || main.indexOf('/') != main.lastIndexOf('/')) {
            throw fields.wrong("main", "is not module/class");
        }
        return new Program(main, List.of(words(fields, "native_access")));
    }

    private static String[] words(Fields fields, String name) throws Refused {
        String[] words = fields.texts(name, MOST_NAMES);
        for (String word : words) {
            check(fields, name, word, "-.");
        }
        return words;
    }

    private static String word(Fields fields, String name, String marks) throws Refused {
        String word = fields.text(name);
        check(fields, name, word, marks);
        return word;
    }

    /// Letters, digits, `_` and the given marks: nothing that a command line could take otherwise.
    private static void check(Fields fields, String name, String word, String marks)
            throws Refused {
        boolean fits = !word.isEmpty() && word.length() <= LONGEST_NAME;
        for (int i = 0; fits && i < word.length(); i++) {
            char c = word.charAt(i);
            fits = Targets.alphanumeric(c) || (i > 0 && (c == '_' || marks.indexOf(c) >= 0));
        }
        if (!fits) {
            throw fields.wrong(name, "holds a character that it must not");
        }
    }
}
