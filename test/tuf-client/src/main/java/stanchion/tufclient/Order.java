package stanchion.tufclient;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The command line, read by hand: a process starts several hundred times in a run of the suite.
///
/// @param operand of `init`, else empty
record Order(String verb, String operand, Map<String, String> options) {
    static final String HELP = "--help";
    static final String METADATA_DIR = "--metadata-dir";
    private static final List<String> VERBS = List.of("init", "refresh", "download");
    private static final List<String> OPTIONS =
            List.of(
                    METADATA_DIR,
                    "--metadata-url",
                    "--target-name",
                    "--target-base-url",
                    "--target-dir");
    private static final Map<String, List<String>> NEEDED =
            Map.of(
                    "init", List.of(METADATA_DIR),
                    "refresh", OPTIONS.subList(0, 2),
                    "download", OPTIONS);

    Order {
        options = Map.copyOf(options);
    }

    /// @throws IllegalArgumentException when it says none of the three commands
    static Order of(String[] arguments) {
        Map<String, String> options = new HashMap<>();
        String verb = "";
        String operand = "";
        for (int i = 0; i < arguments.length; i++) {
            String word = arguments[i];
            boolean last = i + 1 == arguments.length;
            if (word.equals(HELP) || word.equals("-h")) {
                return new Order(HELP, "", options);
            } else if (OPTIONS.contains(word) && !last) {
                options.put(word, arguments[++i]);
            } else if (verb.isEmpty() && VERBS.contains(word)) {
                verb = word;
            } else if (verb.equals("init") && operand.isEmpty()) {
                operand = word;
            } else {
                throw new IllegalArgumentException("what is '" + word + "'?");
            }
        }
        return checked(new Order(verb, operand, options));
    }

    private static Order checked(Order order) {
        if (order.verb.isEmpty()) {
            throw new IllegalArgumentException("no command");
        }
        if (order.verb.equals("init") && order.operand.isEmpty()) {
            throw new IllegalArgumentException("init which root?");
        }
        for (String option : NEEDED.getOrDefault(order.verb, List.of())) {
            if (!order.options.containsKey(option)) {
                throw new IllegalArgumentException(order.verb + " needs " + option);
            }
        }
        return order;
    }

    /// An option that the command needs.
    String required(String option) {
        return options.getOrDefault(option, "");
    }
}
