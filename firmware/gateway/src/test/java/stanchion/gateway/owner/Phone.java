package stanchion.gateway.owner;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Somebody's app: holds a key, signs commands.
public final class Phone {
    private final PrivateKey key;
    private final PublicKey known;
    private final String whose;

    private Phone(PrivateKey key, PublicKey known, String whose) {
        this.key = key;
        this.known = known;
        this.whose = whose;
    }

    /// With a new key, known to the charger as the owner's, once it is bound.
    public static Phone owner() throws Exception {
        return owner(pair());
    }

    private static Phone owner(KeyPair pair) {
        return new Phone(pair.getPrivate(), pair.getPublic(), "\"kid\":\"owner\"");
    }

    /// With a certificate that it sends along.
    public static Phone certified(KeyStore.PrivateKeyEntry entry) throws Exception {
        String chain =
                Stream.of(entry.getCertificateChain())
                        .map(Phone::der)
                        .map(der -> "\"" + Base64.getEncoder().encodeToString(der) + "\"")
                        .collect(Collectors.joining(",", "[", "]"));
        return new Phone(
                entry.getPrivateKey(), entry.getCertificate().getPublicKey(), "\"x5c\":" + chain);
    }

    /// The same one that sends its key along.
    Phone newcomer() {
        return new Phone(key, known, "\"jwk\":" + jwk().json());
    }

    OwnerKey jwk() {
        return OwnerKey.of((ECPublicKey) known);
    }

    PrivateKey key() {
        return key;
    }

    /// The payload of `cmd/bind`.
    ///
    /// @param owner what the charger says on `owner`
    public String bind(String device, String code, String owner, Instant until) throws Exception {
        JsonObject said = JsonParser.parseString(owner).getAsJsonObject().getAsJsonObject("code");
        OwnerNews.Code known =
                new OwnerNews.Code(
                        said.get("iterations").getAsInt(), said.get("salt").getAsString());
        String id = "bind-" + until.getEpochSecond() + "-" + jwk().x().substring(0, 6);
        String proof = SetupCode.proof(code, known, SetupCode.message(device, id, jwk()));
        return newcomer().command(device, "bind", id, until, "{\"proof\":\"" + proof + "\"}");
    }

    /// A signed command.
    public String command(String device, String name, String id, Instant until, String arguments)
            throws Exception {
        return signed(
                "{\"aud\":\"%s\",\"cmd\":\"%s\",\"exp\":%d,\"jti\":\"%s\",\"args\":%s}"
                        .formatted(device, name, until.getEpochSecond(), id, arguments));
    }

    /// Any payload, signed.
    public String signed(String payload) throws Exception {
        return signed("{\"alg\":\"ES256\",\"typ\":\"stanchion-cmd+jws\"," + whose + "}", payload);
    }

    /// Anything, signed.
    public String signed(String header, String payload) throws Exception {
        String input = Jws.text(header.getBytes(UTF_8)) + "." + Jws.text(payload.getBytes(UTF_8));
        Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
        signer.initSign(key);
        signer.update(input.getBytes(US_ASCII));
        return "{\"signed\":\"" + input + "." + Jws.text(signer.sign()) + "\"}";
    }

    static KeyPair pair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static byte[] der(Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    }
}
