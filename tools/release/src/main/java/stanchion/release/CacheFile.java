package stanchion.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import stanchion.boot.Target.Use;

/// The ahead-of-time caches a version may hold, one of each process.
public enum CacheFile {
    CHARGER("charger", Use.CHARGER_CACHE),
    GATEWAY("gateway", Use.GATEWAY_CACHE);

    private final String process;
    private final Use use;

    CacheFile(String process, Use use) {
        this.process = process;
        this.use = use;
    }

    /// The process it belongs to, as its argument file is called.
    public String process() {
        return process;
    }

    /// Its name in a slot.
    public String file() {
        return process + ".aot";
    }

    /// `firmware` with this cache.
    public Firmware into(Firmware firmware, byte[] content) {
        return firmware.with(file(), new Firmware.Part(use, content));
    }

    /// `firmware` without this cache.
    public Firmware outOf(Firmware firmware) {
        TreeMap<String, Firmware.Part> files = new TreeMap<>(firmware.files());
        files.remove(file());
        return new Firmware(firmware.release(), files);
    }

    /// `firmware` with the caches that lie in a folder, so that a version can be signed again with
    /// the same bytes: two trainings never give the same.
    ///
    /// @param folder holds one file of each name, for example a slot
    public static Firmware allInto(Firmware firmware, Path folder) throws ReleaseException {
        Firmware whole = firmware;
        for (CacheFile cache : values()) {
            Path file = folder.resolve(cache.file());
            try {
                whole = cache.into(whole, Files.readAllBytes(file));
            } catch (IOException missing) {
                throw new ReleaseException(
                        file + ": cannot be read, name a folder that holds trained caches",
                        missing);
            }
        }
        return whole;
    }
}
