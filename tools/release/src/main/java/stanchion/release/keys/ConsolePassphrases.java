package stanchion.release.keys;

import java.io.Console;
import java.util.Arrays;
import java.util.Optional;
import stanchion.release.ReleaseException;

/// Asks whoever sits at the console, without echo.
public final class ConsolePassphrases implements Passphrases {
    public ConsolePassphrases() {}

    @Override
    public char[] of(String key, String holder) throws ReleaseException {
        return ask("Passphrase or PIN of " + key + " (" + holder + "): ", key);
    }

    @Override
    public char[] fresh(String key, String holder) throws ReleaseException {
        char[] first = ask("New passphrase for " + key + " (" + holder + "): ", key);
        char[] second = ask("The same again: ", key);
        boolean same = Arrays.equals(first, second);
        Arrays.fill(second, ' ');
        if (!same) {
            Arrays.fill(first, ' ');
            throw new ReleaseException(key + ": the two passphrases differ, begin again");
        }
        return first;
    }

    private static char[] ask(String prompt, String key) throws ReleaseException {
        char[] typed =
                Optional.ofNullable(System.console())
                        .filter(Console::isTerminal)
                        .map(console -> console.readPassword("%s", prompt))
                        .orElse(new char[0]);
        if (typed.length == 0) {
            throw new ReleaseException(
                    key + ": no passphrase; type one at a terminal or give --passphrase-file");
        }
        return typed;
    }
}
