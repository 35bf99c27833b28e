package stanchion.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.tinylog.configuration.Configuration;
import org.tinylog.jul.JulTinylogBridge;
import stanchion.gateway.identity.IdentityException;
import stanchion.gateway.store.StoreException;

/// The gateway process.
public final class Main {
    private static final int USAGE = 64;
    private static final int UNUSABLE = 78;

    private Main() {}

    public static void main(String... arguments) {
        List<String> given = Arrays.asList(arguments);
        if (given.contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        logToStandardError();
        try {
            if (FactoryOptions.isMeant(given)) {
                System.out.print(FactoryOptions.parse(given).carryOut());
                return;
            }
            if (SetupCodeOptions.isMeant(given)) {
                System.out.print(SetupCodeOptions.parse(given).carryOut());
                return;
            }
            run(Options.parse(given));
        } catch (IllegalArgumentException wrong) {
            end(USAGE, wrong);
        } catch (StoreException | IdentityException unusable) {
            end(UNUSABLE, unusable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /// Runs until the process is told to end. A signal ends the JVM by its shutdown hooks, so that
    /// is where the gateway leaves the broker in good order.
    private static void run(Options options)
            throws StoreException, IdentityException, InterruptedException {
        Gateway gateway = Gateway.open(options);
        Runtime.getRuntime()
                .addShutdownHook(Thread.ofPlatform().name("shutdown").unstarted(gateway::close));
        gateway.start();
        new CountDownLatch(1).await();
    }

    private static void logToStandardError() {
        Configuration.set("level", "info");
        Configuration.set("level@org.eclipse.paho", "warn");
        Configuration.set("writer", "console");
        Configuration.set("writer.stream", "err");
        Configuration.set("writer.format", "{date: HH:mm:ss.SSS} {level} {message}");
        JulTinylogBridge.activate();
    }

    private static void end(int status, Exception reason) {
        System.err.println("stanchion.gateway: " + reason.getMessage());
        System.exit(status);
    }
}
