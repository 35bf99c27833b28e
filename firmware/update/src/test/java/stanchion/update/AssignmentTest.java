package stanchion.update;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stanchion.boot.Json;

/// Who gets what, read from signed JSON.
final class AssignmentTest {
    private static final String DIGEST = "ab".repeat(32);
    private static final String OTHER = "cd".repeat(32);

    private final TreeMap<String, Json> contents = new TreeMap<>();
    private final TreeMap<String, Json> channels =
            new TreeMap<>(Map.of("stable", whole(5), "beta", whole(6)));
    private final TreeMap<String, Json> devices = new TreeMap<>();
    private Json rollouts = new Json.Items(List.of());

    @Test
    void chargerFollowsItsChannel() throws UpdateRefused {
        assertThat(order("charger-1", Channel.STABLE)).contains(new Order.Resting(5));
        assertThat(order("charger-1", Channel.BETA)).contains(new Order.Resting(6));
        assertThat(order("charger-1", Channel.LTS)).isEmpty();
    }

    @Test
    void pinComesBeforeTheRolloutAndThatBeforeTheChannel() throws UpdateRefused {
        rollouts = new Json.Items(List.of(rollout("spring", 10_000, "running")));
        devices.put("charger-2", members(Map.of("serial", whole(3), "targets", whole(2))));
        assertThat(order("charger-1", Channel.STABLE)).contains(new Order.RolledOut(7, "spring"));
        assertThat(order("charger-1", Channel.BETA)).contains(new Order.Resting(6));
        assertThat(order("charger-2", Channel.STABLE)).contains(new Order.Pinned(2, 3));
    }

    @Test
    void haltedRolloutReachesNobody() throws UpdateRefused {
        rollouts = new Json.Items(List.of(rollout("spring", 10_000, "halted")));
        assertThat(order("charger-1", Channel.STABLE)).contains(new Order.Resting(5));
    }

    /// As `printf springcharger-1 | sha256sum` says.
    @ParameterizedTest
    @CsvSource({"spring, charger-1, 6587", "spring, charger-2, 768", "autumn, charger-1, 852"})
    void bucketIsTheFirstThirtyTwoBitsOfTheDigest(String rollout, String device, int bucket) {
        assertThat(Rollout.bucket(rollout, device)).isEqualTo(bucket);
    }

    @Test
    void bucketsAreSpreadEvenlyAndAnewInEveryRollout() {
        long reached = reachedOfTwoThousand("spring");
        assertThat(reached).isBetween(160L, 240L);
        assertThat(IntStream.range(0, 2000).filter(i -> in("spring", i) && in("autumn", i)).count())
                .isLessThan(50);
    }

    private static long reachedOfTwoThousand(String rollout) {
        return IntStream.range(0, 2000).filter(i -> in(rollout, i)).count();
    }

    private static boolean in(String rollout, int device) {
        return Rollout.bucket(rollout, "charger-" + device) < 1000;
    }

    @Test
    void contentIsFoundByWhatItMakes() throws UpdateRefused {
        content("full", 100, Map.of("gives", text(OTHER)));
        content("delta", 100, Map.of("gives", text(OTHER), "from", text(DIGEST)));
        content("manifest", 40_000, Map.of("gives", text(OTHER), "chunks", text(DIGEST)));
        Assignment assignment = read();
        assertThat(assignment.full(OTHER).map(Content::name)).contains(DIGEST + ".full");
        assertThat(assignment.delta(DIGEST, OTHER).map(Content::length)).contains(100L);
        assertThat(assignment.manifest(OTHER).flatMap(Content::chunks)).contains(DIGEST);
        assertThat(assignment.full(DIGEST)).isEmpty();
        assertThat(assignment.delta(OTHER, OTHER)).isEmpty();
    }

    @Test
    void contentOfManyChunksWithoutTheirListIsRefused() {
        content("full", 32 * 1024 + 1, Map.of("gives", text(OTHER)));
        assertRefused("assignment.targets." + DIGEST + ".full.custom.chunks is missing");
    }

    @Test
    void contentUnderAForeignNameIsRefused() {
        content("full", 100, Map.of("gives", text(OTHER)));
        contents.put("evil", contents.remove(DIGEST + ".full"));
        assertRefused("assignment.targets.evil is not named by its digest and kind");
    }

    @Test
    void unknownKindIsRefused() {
        content("patch", 100, Map.of("gives", text(OTHER)));
        assertRefused("kind is unknown: patch");
    }

    @Test
    void unknownChannelIsRefused() {
        channels.put("nightly", whole(9));
        assertRefused("assignment.x-stanchion.channels.nightly is no channel");
    }

    @Test
    void tooManyPinsAreRefused() {
        for (int i = 0; i < 1000; i++) {
            devices.put("c" + i, members(Map.of("serial", whole(1), "targets", whole(2))));
        }
        assertThat(refusal()).isEmpty();
        devices.put("one-more", members(Map.of("serial", whole(1), "targets", whole(2))));
        assertRefused("assignment.x-stanchion.devices holds more than 1000");
    }

    @ParameterizedTest
    @CsvSource({"10001, running, permyriad", "5, paused, state"})
    void rolloutBeyondItsRangeIsRefused(int permyriad, String state, String member) {
        rollouts = new Json.Items(List.of(rollout("spring", permyriad, state)));
        assertRefused("assignment.x-stanchion.rollouts." + member);
    }

    private void assertRefused(String detail) {
        assertThatThrownBy(this::read)
                .isInstanceOfSatisfying(
                        UpdateRefused.class,
                        refused -> {
                            assertThat(refused.refusal()).isEqualTo(UpdateRefusal.ASSIGNMENT);
                            assertThat(refused.detail()).contains(detail);
                        });
    }

    private Optional<UpdateRefusal> refusal() {
        try {
            read();
            return Optional.empty();
        } catch (UpdateRefused refused) {
            return Optional.of(refused.refusal());
        }
    }

    private Optional<Order> order(String device, Channel channel) throws UpdateRefused {
        return read().orderFor(device, channel);
    }

    private void content(String kind, long length, Map<String, Json> custom) {
        TreeMap<String, Json> all = new TreeMap<>(custom);
        all.put("kind", text(kind));
        contents.put(
                DIGEST + "." + kind,
                members(
                        Map.of(
                                "length",
                                whole(length),
                                "hashes",
                                members(Map.of("sha256", text(DIGEST))),
                                "custom",
                                new Json.Members(all))));
    }

    private static Json rollout(String id, int permyriad, String state) {
        return members(
                Map.of(
                        "id",
                        text(id),
                        "channel",
                        text("stable"),
                        "permyriad",
                        whole(permyriad),
                        "state",
                        text(state),
                        "targets",
                        whole(7)));
    }

    private Assignment read() throws UpdateRefused {
        Json ours =
                members(
                        Map.of(
                                "channels",
                                new Json.Members(channels),
                                "rollouts",
                                rollouts,
                                "devices",
                                new Json.Members(devices)));
        return Assignment.read(
                members(
                        Map.of(
                                "_type",
                                text("targets"),
                                "spec_version",
                                text("1.0.31"),
                                "expires",
                                text("2030-01-01T00:00:00Z"),
                                "version",
                                whole(1),
                                "targets",
                                new Json.Members(contents),
                                "x-stanchion",
                                ours)));
    }

    private static Json members(Map<String, Json> members) {
        return new Json.Members(new TreeMap<>(members));
    }

    private static Json text(String text) {
        return new Json.Text(text);
    }

    private static Json whole(long value) {
        return new Json.Whole(value);
    }
}
