package stanchion.release.keys;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import stanchion.boot.Algorithm;
import stanchion.boot.Role;
import stanchion.release.Digests;
import stanchion.release.ReleaseException;
import stanchion.release.RootFile;
import stanchion.release.RootMetadata;

/// One page that says what a ceremony made: to print, compare by eye, sign by hand and lock away.
public final class CeremonyRecord {
    private static final String RULE = "=".repeat(78) + "\n";
    private static final String LINE = "_".repeat(26);
    private static final DateTimeFormatter WHEN =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private final StringBuilder page = new StringBuilder(6000);

    private CeremonyRecord() {}

    /// The page.
    ///
    /// @param root complete
    /// @param firstDigest SHA-256 of the exact bytes of `1.root.json`
    static String page(UnfinishedRoot root, byte[] firstDigest, List<HeldKey> keys, Instant now)
            throws ReleaseException {
        CeremonyRecord record = new CeremonyRecord();
        RootMetadata metadata = root.root().metadata();
        record.head(metadata, now);
        record.digests(root, firstDigest);
        record.roles(root.root());
        record.keys(root.root(), keys);
        record.end();
        return record.page.toString();
    }

    /// Sixteen bits a group, which an eye can follow.
    static String groups(String hex) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < hex.length(); i += 4) {
            text.append(hex, i, i + 4).append(i + 4 == hex.length() ? "\n" : " ");
        }
        return text.toString();
    }

    private void head(RootMetadata metadata, Instant now) {
        page.append(RULE);
        page.append("STANCHION  record of root %d\n".formatted(metadata.version()));
        page.append(RULE);
        page.append(
                "Date   %-28s Tool     Stanchion %s\n".formatted(WHEN.format(now), Tool.VERSION));
        page.append("Place  %-28s Machine  %s\n\n".formatted(LINE, LINE));
    }

    private void digests(UnfinishedRoot root, byte[] firstDigest) {
        page.append("SHA-256 of 1.root.json: THIS GOES INTO THE OTP OF EVERY CHARGER\n");
        page.append(groups(HexFormat.of().formatHex(firstDigest)));
        int version = root.root().metadata().version();
        if (version > 1) {
            page.append("SHA-256 of %d.root.json (not into the OTP)\n".formatted(version));
            page.append(groups(Digests.sha256(root.bytes())));
        }
    }

    private void roles(RootFile root) {
        RootMetadata metadata = root.metadata();
        page.append("\nRoot expires %s.".formatted(WHEN.format(metadata.expires())));
        RootMetadata.Epochs epochs = metadata.epochs();
        page.append(
                epochs.equals(RootMetadata.Epochs.ANY)
                        ? " It allows any security epoch.\n"
                        : " It allows security epochs %d to %d.\n"
                                .formatted(epochs.lowest(), epochs.highest()));
        for (Role role : metadata.roles()) {
            page.append("  %-10s any %d of".formatted(role.name(), role.threshold()));
            for (Algorithm algorithm : Algorithm.values()) {
                long of =
                        role.keys().values().stream()
                                .filter(key -> key.algorithm() == algorithm)
                                .count();
                page.append(of == 0 ? "" : " " + of + " x " + algorithm.standardName());
            }
            page.append('\n');
        }
    }

    private void keys(RootFile root, List<HeldKey> keys) {
        page.append(
                "\nKeys, their holders and homes; below each SHA-256 of its TUF form (key id)\n");
        for (HeldKey key : keys) {
            boolean signed = root.file().verifiedBy(key.key());
            page.append(
                    "%-20s %-22s %-22s%s\n"
                            .formatted(
                                    key.name(),
                                    key.holderOrLine(),
                                    shortHome(key.home()),
                                    signed ? " has signed" : ""));
            page.append(groups(key.key().id()));
        }
    }

    private static String shortHome(Home home) {
        return switch (home) {
            case Home.Encrypted(String file) -> "encrypted file";
            case Home.Plain(String file) -> "PLAIN FILE, bench only";
            case Home.Token(TokenWords words) -> "token " + words.token();
            case Home.Elsewhere() -> "holder's own machine";
        };
    }

    private void end() {
        page.append("\nCompared with the screen, digit by digit, by\n\n");
        page.append(
                "  %s   %s\n  name, signature              name, signature\n"
                        .formatted(LINE, LINE));
    }
}
