package stanchion.tufclient;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import stanchion.update.UpdateRefused;

/// `./run tuf-client`: the charger's update client at the command line that the conformance suite
/// of The Update Framework calls (its CLIENT-CLI.md), for repositories of other makers too.
public final class Main {
    static final int FAILED = 1;
    static final int USAGE = 64;

    static final String TEXT =
            """
            usage: ./run tuf-client --metadata-dir DIR [OPTIONS] init ROOT | refresh | download

              init ROOT    trusts the root in file ROOT
              refresh      brings the metadata in DIR up to date
              download     the same, then fetches one target

              --metadata-dir DIR       where trusted metadata is kept
              --metadata-url URL       the repository's metadata (refresh, download)
              --target-name PATH       the target (download)
              --target-base-url URL    the repository's targets (download)
              --target-dir DIR         where the target is put (download)

            Exit status: 0 done, 1 refused or failed, 64 no such command line.
            """;

    private Main() {}

    /// Ends the process.
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.err));
    }

    static int run(String[] arguments, PrintStream err) {
        Order order;
        try {
            order = Order.of(arguments);
        } catch (IllegalArgumentException wrong) {
            err.print("tuf-client: " + wrong.getMessage() + "\n" + TEXT);
            return USAGE;
        }
        if (order.verb().equals(Order.HELP)) {
            err.print(TEXT);
            return 0;
        }
        try {
            run(order);
            return 0;
        } catch (UpdateRefused refused) {
            err.println("tuf-client: " + refused.line());
        } catch (IOException failed) {
            err.println("tuf-client: " + failed);
        }
        return FAILED;
    }

    private static void run(Order order) throws IOException, UpdateRefused {
        Path metadata = Path.of(order.required(Order.METADATA_DIR));
        switch (order.verb()) {
            case "init" -> new RootFile(metadata).begin(Path.of(order.operand()));
            case "refresh" -> client(order, metadata).refresh();
            case "download" ->
                    client(order, metadata)
                            .download(
                                    order.required("--target-name"),
                                    order.required("--target-base-url"),
                                    Path.of(order.required("--target-dir")));
            default -> throw new IllegalStateException(order.verb());
        }
    }

    private static Client client(Order order, Path metadata) {
        String url = order.required("--metadata-url");
        return new Client(new Http(), url, metadata, InstantSource.system());
    }
}
