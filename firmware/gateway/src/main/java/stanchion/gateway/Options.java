package stanchion.gateway;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import stanchion.gateway.api.Maker;
import stanchion.gateway.telemetry.Endpoint;
import stanchion.gateway.update.UpdateOptions;

/// The command line, checked.
///
/// @param link the charger's Unix domain socket
/// @param state the folder of the outbox
/// @param identity the folder of certificate, key and private CA
/// @param boot what the boot verifier left in its run folder
/// @param updates empty when there are none
/// @param home what belongs to the place, and to who made it
record Options(
        Path link,
        Path state,
        Path identity,
        Endpoint broker,
        Optional<Path> boot,
        Optional<UpdateOptions> updates,
        Home home) {
    /// What belongs to the place the charger stands at.
    ///
    /// @param presence the file that the button touches, if there is one
    /// @param assistant the prefix of Home Assistant's discovery at the broker, if it is wanted
    /// @param maker who made the charger, if somebody did
    record Home(Optional<Path> presence, Optional<String> assistant, Optional<Maker> maker) {
        static final Home NOTHING = new Home(Optional.empty(), Optional.empty(), Optional.empty());
    }

    static final String USAGE =
            """
            usage: stanchion.gateway --link SOCKET --state DIR --identity DIR --broker ssl://HOST:PORT [--boot FILE]
                                 [--device DIR --switch DIR [--update-rate KIB] [--grace SECONDS] [--confirm-after SECONDS]]

              --link SOCKET     Unix domain socket of the charger; need not exist yet
              --state DIR       folder of the outbox (outbox.db)
              --identity DIR    key and certificate of this charger, private CA
              --broker URI      MQTT 5 broker, TLS 1.3 with client certificates; port 8883 if none is given
              --boot FILE       boot.json of the boot verifier: how the identity is kept (without it: file),
                                and what the charger reports of its boot, signed
              --device DIR      takes updates over the broker into the slots of this folder, the one with
                                boot.conf; wants --boot and --switch
              --switch DIR      asks for a new boot verdict and a restart of charger and gateway with a file
                                'switch' here, and says with a file 'confirmed' that this version does well
              --update-rate KIB download at most so many KiB a second; 512 if not given
              --grace SECONDS   a version on its try waits so long for a broker, then it may do without; 300
              --confirm-after SECONDS
                                a version on its try must meet its deadlines for so long; 30
              --presence FILE   a button of the charger touches this file: somebody is there; without it
                                nobody but the owner can release the charger
              --home-assistant PREFIX
                                announces the charger to Home Assistant below this prefix, such as
                                homeassistant; not if not given
              --maker FILE      what the maker publishes, told in info: contact, supportedUntil, instructions, as JSON
              --help            this text

            Instead, once, for an identity that is wrapped or in a TPM:
              --identity DIR --boot FILE --factory-request ID          makes the key, prints its request (PKCS#10)
              --identity DIR --boot FILE --factory-certificate FILE    takes the certificate (PEM) into use
            and for any identity:
              --identity DIR --factory-code     draws the set-up code, keeps a hash, prints it for the label

            On SIGTERM it says offline and ends with 143. Exit status 64 means a wrong command line,
            78 an identity or a store that cannot be used.
            """;

    private static final List<String> NAMES =
            List.of(
                    "--link",
                    "--state",
                    "--identity",
                    "--broker",
                    "--boot",
                    "--device",
                    "--switch",
                    "--update-rate",
                    "--grace",
                    "--confirm-after",
                    "--presence",
                    "--home-assistant",
                    "--maker");

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*");

    private static final int MOST_KIB_PER_SECOND = 1024 * 1024;
    private static final int MOST_SECONDS = 24 * 60 * 60;
    private static final int KIB = 1024;

    /// A gateway that takes no updates.
    Options(Path link, Path state, Path identity, Endpoint broker, Optional<Path> boot) {
        this(link, state, identity, broker, boot, Optional.empty(), Home.NOTHING);
    }

    Optional<Path> presence() {
        return home.presence();
    }

    /// @throws IllegalArgumentException one line that names what is wrong
    static Options parse(List<String> arguments) {
        Map<String, String> given = new LinkedHashMap<>();
        for (int at = 0; at < arguments.size(); at += 2) {
            String name = arguments.get(at);
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("unknown option '" + name + "'; try --help");
            }
            if (at + 1 == arguments.size()) {
                throw new IllegalArgumentException("the option " + name + " wants a value");
            }
            if (given.put(name, arguments.get(at + 1)) != null) {
                throw new IllegalArgumentException("the option " + name + " is given twice");
            }
        }
        Path link = path(given, "--link");
        return new Options(
                link,
                folder("--state", path(given, "--state")),
                folder("--identity", path(given, "--identity")),
                Endpoint.parse(value(given, "--broker")),
                given.containsKey("--boot") ? Optional.of(path(given, "--boot")) : Optional.empty(),
                updates(given),
                home(given));
    }

    private static Home home(Map<String, String> given) {
        Optional<String> assistant = Optional.ofNullable(given.get("--home-assistant"));
        if (assistant.filter(prefix -> !PREFIX.matcher(prefix).matches()).isPresent()) {
            throw new IllegalArgumentException(
                    "--home-assistant '"
                            + assistant.get()
                            + "' is no prefix of topics: letters, digits, _ - and single /");
        }
        return new Home(
                given.containsKey("--presence")
                        ? Optional.of(path(given, "--presence"))
                        : Optional.empty(),
                assistant,
                given.containsKey("--maker")
                        ? Optional.of(Maker.read(path(given, "--maker")))
                        : Optional.empty());
    }

    private static Optional<UpdateOptions> updates(Map<String, String> given) {
        if (!given.containsKey("--device")) {
            for (String name : List.of("--switch", "--update-rate", "--grace", "--confirm-after")) {
                if (given.containsKey(name)) {
                    throw new IllegalArgumentException(
                            "the option " + name + " is of no use without --device");
                }
            }
            return Optional.empty();
        }
        return Optional.of(
                new UpdateOptions(
                        folder("--device", path(given, "--device")),
                        folder("--switch", path(given, "--switch")),
                        path(given, "--boot"),
                        KIB * number(given, "--update-rate", 512, MOST_KIB_PER_SECOND),
                        Duration.ofSeconds(number(given, "--grace", 300, MOST_SECONDS)),
                        Duration.ofSeconds(number(given, "--confirm-after", 30, MOST_SECONDS))));
    }

    /// A whole number from 1.
    private static int number(Map<String, String> given, String name, int otherwise, int most) {
        String text = given.getOrDefault(name, Integer.toString(otherwise));
        int number = text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
        if (number < 1 || number > most) {
            throw new IllegalArgumentException(
                    name + " '" + text + "' is no whole number from 1 to " + most);
        }
        return number;
    }

    private static String value(Map<String, String> given, String name) {
        return Optional.ofNullable(given.get(name))
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "the option " + name + " is missing; try --help"));
    }

    private static Path path(Map<String, String> given, String name) {
        String text = value(given, name);
        try {
            return Path.of(text);
        } catch (InvalidPathException malformed) {
            throw new IllegalArgumentException(name + " '" + text + "' is no path", malformed);
        }
    }

    private static Path folder(String name, Path path) {
        if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException(name + " '" + path + "' is no folder");
        }
        return path;
    }
}
