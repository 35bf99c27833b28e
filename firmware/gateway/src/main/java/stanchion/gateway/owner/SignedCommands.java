package stanchion.gateway.owner;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import stanchion.gateway.api.Topic;
import stanchion.gateway.command.Form;
import stanchion.gateway.command.Ownership;
import stanchion.gateway.command.Role;
import stanchion.gateway.command.Signatures;
import stanchion.gateway.command.Signer;
import stanchion.gateway.identity.ServiceCertificate;
import stanchion.gateway.json.StrictJson.RefusedException;
import stanchion.gateway.time.Timeline;

/// Judges signed commands.
///
/// ```text
/// header   {"alg":"ES256","typ":"stanchion-cmd+jws"} and whose key it is, one of
///          "kid":"owner"  the key that was bound      "x5c":[…]  a certificate of the private CA for a role
///          "jwk":{…}      a key that is to be bound
/// payload  {"aud":"<device>","cmd":"<topic behind cmd/>","exp":<seconds>,"jti":"<id>","args":…}
/// ```
///
/// Nothing else may stand in either. The audience keeps a command from another charger, `cmd` from
/// another topic, `exp` and `jti` from another time.
public final class SignedCommands implements Signatures {
    static final String TYPE = "stanchion-cmd+jws";

    /// `exp` may lie so far ahead: as long as an id has to be remembered at most.
    static final Duration LONGEST_LIFE = Duration.ofMinutes(10);

    /// Extended key usages: the arc 2.25 is anybody's who has made a UUID.
    static final String ROLES = "2.25.190640963320649711737138891052321303570.";

    private static final Map<String, Role> ROLE_OF_PURPOSE =
            Map.of(ROLES + "1", Role.INSTALLER, ROLES + "2", Role.MAKER);
    private static final Form EXPIRY = Form.whole(0, 253_402_300_799L, "s");
    private static final int BITS = 256;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    private final String device;
    private final List<X509Certificate> authorities;
    private final Timeline timeline;
    private final OwnerBook book;

    /// @param authorities the private CA
    public SignedCommands(
            String device, List<X509Certificate> authorities, Timeline timeline, OwnerBook book) {
        this.device = device;
        this.authorities = List.copyOf(authorities);
        this.timeline = timeline;
        this.book = book;
    }

    @Override
    public Ownership ownership() {
        return switch (book.state().holder()) {
            case Holder.Nobody nobody -> Ownership.NOBODY;
            case Holder.Owned owned -> Ownership.BOUND;
            case Holder.Unknown unknown -> Ownership.BOUND;
        };
    }

    @Override
    public Finding examine(Topic topic, String signed) {
        Optional<String> id = Optional.empty();
        try {
            Jws jws = Jws.read(signed, TYPE);
            id = text(jws.payload(), "jti").filter(text -> ID.matcher(text).matches());
            Signer signer = signer(jws);
            if (!jws.isBy(signer.key())) {
                throw new RefusedException("the signature is wrong");
            }
            JsonElement arguments = meantForThis(topic, jws.payload(), id);
            once(id.orElseThrow(), jws.payload().get("exp").getAsLong());
            return new Finding.Genuine(signer, id.orElseThrow(), arguments);
        } catch (RefusedException refused) {
            return new Finding.Refused(id, String.valueOf(refused.getMessage()));
        }
    }

    private Signer signer(Jws jws) throws RefusedException {
        Set<String> names = jws.header().keySet();
        if (names.equals(Set.of("alg", "typ", "kid"))
                && text(jws.header(), "kid").equals(Optional.of("owner"))) {
            if (book.state().holder() instanceof Holder.Owned(OwnerKey key)) {
                return new Signer(Role.OWNER, key.key());
            }
            throw new RefusedException("there is no owner");
        }
        if (names.equals(Set.of("alg", "typ", "jwk"))) {
            return new Signer(Role.NEWCOMER, OwnerKey.read(jws.header().get("jwk")).key());
        }
        if (names.equals(Set.of("alg", "typ", "x5c"))) {
            return certified(jws.header().get("x5c"));
        }
        throw new RefusedException("the header must have alg, typ and one of kid, jwk and x5c");
    }

    private Signer certified(JsonElement x5c) throws RefusedException {
        try {
            List<String> encoded =
                    ((JsonArray) x5c).asList().stream().map(JsonElement::getAsString).toList();
            ServiceCertificate service = ServiceCertificate.of(encoded);
            Optional<String> flaw = service.flaw(authorities, clock());
            if (flaw.isPresent()) {
                throw new RefusedException("the certificate " + flaw.get());
            }
            List<Role> roles =
                    service.purposes().stream()
                            .flatMap(one -> Optional.ofNullable(ROLE_OF_PURPOSE.get(one)).stream())
                            .toList();
            if (roles.size() == 1
                    && service.certificate().getPublicKey() instanceof ECPublicKey key
                    && key.getParams().getOrder().bitLength() == BITS) {
                return new Signer(roles.getFirst(), key);
            }
            throw new RefusedException("the certificate is not for one role alone");
        } catch (CertificateException
                | ClassCastException
                | IllegalStateException
                | UnsupportedOperationException unreadable) {
            throw new RefusedException("the certificates of x5c cannot be read", unreadable);
        }
    }

    /// The arguments of a command that is meant for this charger and this topic.
    private JsonElement meantForThis(Topic topic, JsonObject payload, Optional<String> id)
            throws RefusedException {
        if (!payload.keySet().equals(Set.of("aud", "cmd", "exp", "jti", "args"))) {
            throw new RefusedException("the payload must have aud, cmd, exp, jti, args alone");
        }
        if (id.isEmpty()) {
            throw new RefusedException("jti must be 1 to 64 of A-Z a-z 0-9 . _ : -");
        }
        Optional<String> wrong = EXPIRY.complaint(payload.get("exp"), "exp");
        if (wrong.isPresent()) {
            throw new RefusedException(wrong.get());
        }
        if (!text(payload, "aud").equals(Optional.of(device))) {
            throw new RefusedException("the command is for another charger");
        }
        if (!text(payload, "cmd").map(name -> "cmd/" + name).equals(Optional.of(topic.path()))) {
            throw new RefusedException("the command is for another topic");
        }
        return payload.get("args");
    }

    /// Takes a command that is fresh, and no second time.
    private void once(String id, long expires) throws RefusedException {
        Instant now = clock();
        long seconds = now.getEpochSecond();
        if (expires <= seconds) {
            throw new RefusedException("the command has expired");
        }
        if (expires > seconds + LONGEST_LIFE.toSeconds()) {
            throw new RefusedException(
                    "exp may be at most " + LONGEST_LIFE.toMinutes() + " minutes ahead");
        }
        Optional<String> again = book.state().replays().refusal(id, expires, seconds);
        if (again.isPresent()) {
            throw new RefusedException(again.get());
        }
        try {
            book.change(state -> state.taking(state.replays().with(id, expires, seconds)));
        } catch (IOException full) {
            throw new RefusedException("the charger cannot remember the command", full);
        }
    }

    private Instant clock() throws RefusedException {
        if (!timeline.isWallClockSet()) {
            throw new RefusedException("the charger's clock is not set");
        }
        return timeline.utc();
    }

    private static Optional<String> text(JsonObject object, String name) {
        return object.get(name) instanceof JsonPrimitive value && value.isString()
                ? Optional.of(value.getAsString())
                : Optional.empty();
    }
}
