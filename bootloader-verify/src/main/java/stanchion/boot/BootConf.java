package stanchion.boot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import stanchion.boot.BootDescription.Folders;
import stanchion.boot.BootDescription.Sources;

/// Reads `boot.conf` strictly: lines of `key = value`, printable ASCII, every key exactly once.
///
/// A value has one of the forms written here; a word of capitals stands for any word of its kind.
final class BootConf {
    static final int MOST_LINES = 64;
    static final int LONGEST_LINE = 200;
    static final int LARGEST = MOST_LINES * (LONGEST_LINE + 1);

    private static final String[] PROFILE = {"bench", "production"};
    private static final String[] WORD = {"WORD"};
    private static final String[] PATH = {"PATH"};
    private static final String[] OTP = {
        "file PATH", "nvmem PATH OFFSET", "mailbox bcm2711", "mailbox bcm2712"
    };
    private static final String[] COUNTER = {"file PATH", "tpm PATH INDEX"};
    private static final String[] DEVICE_KEY = {
        "file PATH", "nvmem PATH OFFSET", "mailbox bcm2711", "mailbox bcm2712", "none"
    };
    private static final String[] IDENTITY = {"file PATH", "wrapped PATH", "tpm PATH"};
    private static final String[] RESET_CAUSE = {"none", "file PATH"};

    static final long LARGEST_OFFSET = 1 << 20;
    private static final long FIRST_INDEX = 0x01800000;
    private static final long LAST_INDEX = 0x01ffffff;

    private record Entry(int line, List<String> words) {}

    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private int line;

    private BootConf() {}

    /// @throws Refused with `BOOT_DESCRIPTION` or `BENCH_ADAPTER`, naming the line
    static BootDescription read(byte[] file) throws Refused {
        BootConf conf = new BootConf();
        conf.split(file);
        BootDescription description = conf.description();
        for (String unknown : conf.entries.keySet()) {
            conf.line = conf.entries.get(unknown).line();
            throw conf.wrong("unknown key '" + unknown + "'");
        }
        return description;
    }

    private void split(byte[] file) throws Refused {
        if (file.length > LARGEST) {
            throw wrong("larger than " + LARGEST + " bytes");
        }
        int from = 0;
        for (int i = 0; i < file.length; i++) {
            if (file[i] == '\n') {
                line++;
                add(file, from, i);
                from = i + 1;
            }
        }
        if (from != file.length) {
            line++;
            throw wrong("the last line does not end");
        }
    }

    private void add(byte[] file, int from, int to) throws Refused {
        if (line > MOST_LINES || to - from > LONGEST_LINE) {
            throw wrong(
                    "more than " + MOST_LINES + " lines of " + LONGEST_LINE + " characters each");
        }
        int end = to;
        for (int i = to - 1; i >= from; i--) {
            if (file[i] < ' ' || file[i] > '~') {
                throw wrong("a character that is not printable ASCII");
            }
            end = file[i] == '#' ? i : end;
        }
        List<String> words = words(new String(file, from, end - from, StandardCharsets.ISO_8859_1));
        if (words.isEmpty()) {
            return;
        }
        if (words.size() < 3 || !words.get(1).equals("=")) {
            throw wrong("not 'key = value'");
        }
        if (entries.put(words.getFirst(), new Entry(line, words.subList(2, words.size())))
                != null) {
            throw wrong("the key '" + words.getFirst() + "' stands twice");
        }
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        int from = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == ' ') {
                if (i > from) {
                    words.add(text.substring(from, i));
                }
                from = i + 1;
            }
        }
        return words;
    }

    private BootDescription description() throws Refused {
        boolean production = value("profile", PROFILE).equals("production");
        String hardware = value("hardware", WORD);
        Sources sources =
                new Sources(
                        port("otp", OTP, production),
                        port("counter", COUNTER, production),
                        port("device-key", DEVICE_KEY, production),
                        port("identity", IDENTITY, production),
                        source("reset-cause", RESET_CAUSE));
        if (sources.identity().is("wrapped") && sources.deviceKey().is("none")) {
            line = 0;
            throw wrong("identity = wrapped needs a device-key");
        }
        Folders folders =
                new Folders(value("trust", PATH), value("slots", PATH), value("state", PATH));
        return new BootDescription(
                production ? Profile.PRODUCTION : Profile.BENCH, hardware, sources, folders);
    }

    /// A source that a production charger must not have as a file.
    private Source port(String key, String[] forms, boolean production) throws Refused {
        Source source = source(key, forms);
        if (production && source.is("file")) {
            throw new Refused(Refusal.BENCH_ADAPTER, place() + key + " = " + source);
        }
        return source;
    }

    private Source source(String key, String[] forms) throws Refused {
        List<String> words = take(key, forms);
        return new Source(words.getFirst(), words.subList(1, words.size()));
    }

    private String value(String key, String[] forms) throws Refused {
        return take(key, forms).getFirst();
    }

    private List<String> take(String key, String[] forms) throws Refused {
        Entry entry = entries.remove(key);
        if (entry == null) {
            line = 0;
            throw wrong("the key '" + key + "' is missing");
        }
        line = entry.line();
        for (String form : forms) {
            if (fits(entry.words(), words(form))) {
                return entry.words();
            }
        }
        throw wrong(key + " is none of: " + String.join(", ", forms));
    }

    private static boolean fits(List<String> words, List<String> form) {
        boolean fits = words.size() == form.size();
        for (int i = 0; fits && i < words.size(); i++) {
            fits = fits(words.get(i), form.get(i));
        }
        return fits;
    }

    private static boolean fits(String word, String form) {
        return switch (form) {
            case "PATH" -> true;
            case "WORD" -> isWord(word);
            case "OFFSET" -> within(word, 0, LARGEST_OFFSET);
            case "INDEX" -> within(word, FIRST_INDEX, LAST_INDEX);
            default -> word.equals(form);
        };
    }

    private static boolean within(String word, long least, long most) {
        long number = Source.number(word);
        return number >= least && number <= most;
    }

    private static boolean isWord(String word) {
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (!Targets.alphanumeric(c) && (i == 0 || "-._".indexOf(c) < 0)) {
                return false;
            }
        }
        return true;
    }

    private Refused wrong(String reason) {
        return new Refused(Refusal.BOOT_DESCRIPTION, place() + reason);
    }

    private String place() {
        return line == 0 ? BootDescription.FILE + ": " : BootDescription.FILE + ":" + line + ": ";
    }
}
