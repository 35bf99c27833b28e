package stanchion.tufclient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import stanchion.update.UpdateRefusal;
import stanchion.update.UpdateRefused;
import stanchion.update.slot.Durable;
import stanchion.update.tuf.MetadataFolder;
import stanchion.update.tuf.Signed;
import stanchion.update.tuf.TargetFile;
import stanchion.update.tuf.TargetSearch;
import stanchion.update.tuf.TufClient;
import stanchion.update.tuf.Verified;

/// One run of the client against a repository on the web.
final class Client {
    /// Bytes of a target that fit into the memory of this process.
    static final int LARGEST_TARGET = 1 << 28;

    private final Http http;
    private final TufClient client;
    private final Instant now;

    Client(Http http, String url, Path metadata, InstantSource clock) {
        this.http = http;
        this.now = clock.instant();
        TufClient.Ports ports =
                new TufClient.Ports(
                        (name, most) -> http.read(folder(url) + MetadataFolder.escaped(name), most),
                        new RootFile(metadata),
                        new MetadataFolder(metadata));
        this.client = new TufClient(new OpenDialect(), ports);
    }

    private static String folder(String url) {
        return url.endsWith("/") ? url : url + "/";
    }

    Verified<Signed.TargetsRole> refresh() throws IOException, UpdateRefused {
        return client.refresh(now);
    }

    /// Fetches a target, unless it is there already.
    void download(String name, String url, Path folder) throws IOException, UpdateRefused {
        Optional<TargetFile> found = new TargetSearch(client, now).find(refresh(), name);
        if (found.isEmpty()) {
            throw new UpdateRefused(UpdateRefusal.TARGET_UNKNOWN, name);
        }
        TargetFile target = found.get();
        Path file = folder.resolve(MetadataFolder.escaped(name));
        if (Files.exists(file) && target.fits(Files.readAllBytes(file))) {
            return;
        }
        byte[] bytes =
                http.read(folder(url) + path(name, target), most(name, target))
                        .orElseThrow(() -> new IOException(name + ": not in the repository"));
        if (!target.fits(bytes)) {
            throw new UpdateRefused(
                    UpdateRefusal.MIX_AND_MATCH, name + ": another length or digest");
        }
        Files.createDirectories(folder);
        Durable.write(file, bytes);
    }

    private static int most(String name, TargetFile target) throws IOException {
        if (target.length() > LARGEST_TARGET) {
            throw new IOException(name + ": more than " + LARGEST_TARGET + " bytes");
        }
        return (int) target.length();
    }

    /// With consistent snapshots the file's name begins with a digest of it.
    private String path(String name, TargetFile target) throws IOException, UpdateRefused {
        int slash = name.lastIndexOf('/') + 1;
        String prefix = "";
        if (client.trustedRoot().content().consistent()) {
            Map<String, String> digests = target.digests().byAlgorithm();
            prefix = digests.getOrDefault("sha256", digests.values().iterator().next()) + ".";
        }
        String path = name.substring(0, slash) + prefix + name.substring(slash);
        return Arrays.stream(path.split("/", -1))
                .map(MetadataFolder::escaped)
                .collect(Collectors.joining("/"));
    }
}
