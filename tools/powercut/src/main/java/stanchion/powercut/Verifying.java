package stanchion.powercut;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import stanchion.boot.Decision;
import stanchion.boot.Startup;

/// Starts the verifier, and looks whether it let the right thing run.
record Verifying(World world, Ground ground, Patience patience) {
    /// Goes through one start.
    ///
    /// @return what runs; nothing when a fault kept everything from running
    /// @throws ViolationException when nothing runs, or something that must not
    Optional<Booted> start() {
        Path run = ground.run();
        Decision decision = Startup.onBench(ground.folder(), run);
        ground.requirePower();
        if (decision instanceof Decision.Boot boot) {
            Version version = version(boot);
            checkCopy(run.resolve("app"), version);
            byte[] key = bytes(run.resolve("slots.key"));
            new End(ground.look(), key).checkStaged(world);
            checkBesides(boot, version);
            return Optional.of(new Booted(boot, version, key));
        }
        if (!patience.mayFail()) {
            throw new ViolationException("nothing boots: " + decision);
        }
        patience.failed(decision.refused().getFirst().why().cause().name());
        return Optional.empty();
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Version version(Decision.Boot boot) {
        String sha256 = boot.verdict().evidence().targetsSha256();
        if (sha256.equals(world.first().sha256())) {
            return world.first();
        }
        if (sha256.equals(world.second().sha256())) {
            return world.second();
        }
        throw new ViolationException("a version boots that nobody signed: " + sha256);
    }

    private static void checkCopy(Path app, Version version) {
        int files = 0;
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(app)) {
            for (Path file : stream) {
                byte[] expected = version.bytes(String.valueOf(file.getFileName()));
                if (!Arrays.equals(expected, bytes(file))) {
                    throw new ViolationException("what runs is not what was signed: " + file);
                }
                files++;
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        if (files != version.files().size() - 1) {
            throw new ViolationException("what runs has " + files + " files");
        }
    }

    /// What the verifier said besides.
    private void checkBesides(Decision.Boot boot, Version version) {
        long epoch = boot.verdict().targets().release().securityEpoch();
        if (boot.verdict().evidence().counter() > epoch) {
            throw new ViolationException("the counter is above what boots");
        }
        for (Decision.SlotRefused refused : boot.refused()) {
            boolean old = version.number() == 2; // the first one may no longer run, and is told of
            if (!old && !patience.mayFail()) {
                throw new ViolationException("a slot is refused: " + refused);
            }
            patience.failed(refused.why().cause().name());
        }
    }
}
