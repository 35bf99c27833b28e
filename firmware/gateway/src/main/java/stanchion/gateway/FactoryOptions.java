package stanchion.gateway;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import stanchion.gateway.identity.BootFile;
import stanchion.gateway.identity.FactoryFloor;
import stanchion.gateway.identity.IdentityException;

/// The command line of a charger that gets its first certificate.
///
/// @param step the option that says what to do
/// @param value its value
record FactoryOptions(String step, String value, Path identity, Path boot) {
    static final String REQUEST = "--factory-request";
    static final String CERTIFICATE = "--factory-certificate";

    static boolean isMeant(List<String> arguments) {
        return arguments.contains(REQUEST) || arguments.contains(CERTIFICATE);
    }

    /// Reads it.
    ///
    /// @throws IllegalArgumentException one line that names what is wrong
    static FactoryOptions parse(List<String> arguments) {
        if (arguments.size() != 6) {
            throw wrong();
        }
        String step = arguments.contains(REQUEST) ? REQUEST : CERTIFICATE;
        return new FactoryOptions(
                step,
                value(arguments, step),
                Path.of(value(arguments, "--identity")),
                Path.of(value(arguments, "--boot")));
    }

    private static String value(List<String> arguments, String name) {
        int at = arguments.indexOf(name);
        if (at < 0 || at % 2 != 0) {
            throw wrong();
        }
        return arguments.get(at + 1);
    }

    private static IllegalArgumentException wrong() {
        return new IllegalArgumentException(
                "on the factory floor: --identity DIR --boot FILE and either "
                        + REQUEST
                        + " ID or "
                        + CERTIFICATE
                        + " FILE");
    }

    /// What goes to standard output.
    String carryOut() throws IdentityException {
        Path statement = boot.toAbsolutePath();
        FactoryFloor floor =
                new FactoryFloor(
                        BootFile.read(statement).identity(),
                        identity,
                        Optional.ofNullable(statement.getParent()));
        return step.equals(REQUEST)
                ? floor.request(value)
                : "this charger is " + floor.accept(Path.of(value)) + "\n";
    }
}
