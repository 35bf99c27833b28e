package stanchion.release;

import java.time.Instant;
import stanchion.boot.Json;
import stanchion.boot.Release;
import stanchion.boot.Target;
import stanchion.boot.Targets;

/// Writes the signed part of targets.
public record TargetsMetadata(Targets targets, Instant expires) {
    public Json signed() {
        Draft files = new Draft();
        targets.files().forEach((name, target) -> files.draft(name, target(target)));
        return Draft.metadata("targets", targets.version(), expires)
                .draft("targets", files)
                .draft("x-stanchion", release(targets.release()))
                .json();
    }

    private Draft release(Release release) {
        return new Draft()
                .text("firmware", release.firmware())
                .whole("security_epoch", release.securityEpoch())
                .texts("hardware", release.platform().hardware())
                .text("jre", release.platform().jre())
                .whole("modified", targets.modified())
                .draft("charger", program(release.programs().charger()))
                .draft("gateway", program(release.programs().gateway()));
    }

    private static Draft program(Release.Program program) {
        return new Draft()
                .text("main", program.main())
                .texts("native_access", program.nativeAccess());
    }

    private static Draft target(Target target) {
        return new Draft()
                .whole("length", target.length())
                .draft(
                        "hashes",
                        new Draft().text("sha256", target.sha256()).text("sha512", target.sha512()))
                .draft("custom", new Draft().text("use", target.use().text()));
    }
}
