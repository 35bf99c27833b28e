package stanchion.gateway.owner;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import stanchion.gateway.api.Answer;
import stanchion.gateway.command.Command;
import stanchion.gateway.command.OwnerWish;
import stanchion.gateway.command.Ownership;
import stanchion.gateway.command.Role;
import stanchion.gateway.command.Signer;
import stanchion.gateway.identity.Credential;
import stanchion.gateway.identity.DeviceSignature;
import stanchion.gateway.identity.IdentityException;
import stanchion.gateway.store.StoreException;
import stanchion.gateway.time.Timeline;
import stanchion.units.Uptime;

/// Binds the owner, lets them go, and deletes what is stored about them.
///
/// Wrong codes: five tries are free, then each costs a wait that doubles from one minute to a day.
/// A try is written down before it is judged, so that cutting the power does not make it undone;
/// after a restart the wait begins anew.
public final class OwnerDesk {
    static final int FREE_TRIES = 5;
    static final Duration FIRST_WAIT = Duration.ofMinutes(1);
    static final Duration LONGEST_WAIT = Duration.ofDays(1);

    /// What the desk needs of the charger.
    ///
    /// @param stores everywhere personal data lie
    public record Surroundings(
            String device,
            Timeline timeline,
            Supplier<Credential> credential,
            PhysicalPresence presence,
            List<PersonalStore> stores) {}

    /// Is told what has happened.
    public interface Voice {
        void record(String name, String detail);

        /// Says on `owner` how it stands.
        void tell(OwnerNews news);
    }

    private final OwnerBook book;
    private final Surroundings place;
    private final Voice voice;
    private final SecureRandom random = new SecureRandom();
    private Uptime lastTry;

    public OwnerDesk(OwnerBook book, Surroundings place, Voice voice) {
        this.book = book;
        this.place = place;
        this.voice = voice;
        this.lastTry = place.timeline().now();
    }

    /// Says how it stands, once.
    public void start() {
        if (book.state().holder() instanceof Holder.Unknown(String why)) {
            voice.record("OWNER_UNKNOWN", why);
        }
        tell();
    }

    /// Decides what somebody wishes who is allowed to wish it.
    public synchronized Answer obey(OwnerWish wish, Command command) {
        Optional<String> id = command.id();
        if (command.signer().isEmpty()) {
            return Answer.refused(id, "this wants a signature");
        }
        Signer signer = command.signer().get();
        try {
            return switch (wish) {
                case OwnerWish.Bind(String proof) -> bind(signer, id, proof);
                case OwnerWish.Release() -> release(signer, id);
                case OwnerWish.Forget() -> Answer.accepted(id, Map.of("receipt", forget()));
            };
        } catch (IOException | StoreException | IdentityException failed) {
            voice.record("OWNER_TROUBLE", String.valueOf(failed.getMessage()));
            return Answer.refused(id, "the charger could not do it: " + failed.getMessage());
        }
    }

    private Answer bind(Signer signer, Optional<String> id, String proof) throws IOException {
        OwnerState state = book.state();
        if (!(state.holder() instanceof Holder.Nobody(Optional<SetupCode> code))) {
            return Answer.refused(id, "this charger has an owner");
        }
        if (code.isEmpty()) {
            return Answer.refused(id, "this charger has no set-up code");
        }
        Duration left = wait(state).minus(place.timeline().now().since(lastTry));
        if (left.isPositive()) {
            return Answer.refused(id, "too many wrong codes; next try in " + seconds(left) + " s");
        }
        OwnerKey key = OwnerKey.of(signer.key());
        book.change(OwnerState::failedOnce);
        lastTry = place.timeline().now();
        String message = SetupCode.message(place.device(), id.orElse(""), key);
        if (!code.get().isProof(proof, message)) {
            voice.record("SETUP_CODE_REFUSED", "wrong code, try " + (state.failures() + 1));
            tell();
            return Answer.refused(id, "the set-up code is wrong");
        }
        book.change(now -> now.heldBy(new Holder.Owned(key)));
        voice.record("OWNER_BOUND", "the charger has an owner");
        tell();
        return Answer.accepted(id);
    }

    private Answer release(Signer signer, Optional<String> id)
            throws IOException, StoreException, IdentityException {
        if (signer.role() == Role.MAKER && !place.presence().isShown()) {
            return Answer.refused(id, "nobody shows to be at the charger");
        }
        String receipt = forget();
        SetupCode.Drawn next = SetupCode.draw(random);
        book.change(state -> state.heldBy(new Holder.Nobody(Optional.of(next.kept()))));
        voice.record(
                "OWNER_RELEASED", "by the " + (signer.role() == Role.MAKER ? "maker" : "owner"));
        tell();
        return Answer.accepted(
                id,
                Map.of(
                        "receipt",
                        receipt,
                        "code",
                        SealedCode.of(next.code(), signer.key(), random)));
    }

    /// Deletes everywhere, and signs what was done.
    private String forget() throws StoreException, IdentityException {
        Map<StoredData, Long> deleted = new EnumMap<>(StoredData.class);
        for (PersonalStore store : place.stores()) {
            deleted.put(store.what(), store.delete());
        }
        Instant now = place.timeline().utc();
        voice.record("PERSONAL_DATA_DELETED", deleted.size() + " kinds of data");
        return DeviceSignature.sign(
                place.credential().get(), Receipt.TYPE, Receipt.of(place.device(), now, deleted));
    }

    private void tell() {
        OwnerState state = book.state();
        voice.tell(
                switch (state.holder()) {
                    case Holder.Nobody(Optional<SetupCode> code) ->
                            new OwnerNews(
                                    Ownership.NOBODY, code.map(OwnerNews.Code::of), wait(state));
                    case Holder.Owned owned ->
                            new OwnerNews(Ownership.BOUND, Optional.empty(), Duration.ZERO);
                    case Holder.Unknown unknown ->
                            new OwnerNews(Ownership.BOUND, Optional.empty(), Duration.ZERO);
                });
    }

    /// How long after the last wrong code the next may come.
    private static Duration wait(OwnerState state) {
        int over = state.failures() - FREE_TRIES;
        if (over < 0) {
            return Duration.ZERO;
        }
        Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(over, 20));
        return doubled.compareTo(LONGEST_WAIT) < 0 ? doubled : LONGEST_WAIT;
    }

    private static long seconds(Duration left) {
        return left.plusMillis(999).toSeconds();
    }
}
