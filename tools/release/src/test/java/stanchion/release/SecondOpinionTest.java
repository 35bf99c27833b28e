package stanchion.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stanchion.boot.Algorithm;
import stanchion.boot.DirectoryFolder;
import stanchion.boot.Hex;
import stanchion.boot.Host;
import stanchion.boot.Key;
import stanchion.boot.OtpFile;
import stanchion.boot.Role;
import stanchion.boot.Verdict;
import stanchion.boot.VerifiedCopy;
import stanchion.boot.Verifier;

/// A maker who signs with Bouncy Castle alone makes what the verifier boots.
final class SecondOpinionTest {
    private final BouncyCastleProvider bouncyCastle = new BouncyCastleProvider();
    @TempDir private Path temporary;

    @Test
    void verifierBootsWhatBouncyCastleSigned() throws Exception {
        List<RawSigner> root = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            root.add(signer(Algorithm.ED25519));
        }
        root.add(signer(Algorithm.ML_DSA_65));
        root.add(signer(Algorithm.ML_DSA_65));
        List<RawSigner> targets = List.of(signer(Algorithm.ED25519), signer(Algorithm.ML_DSA_65));
        List<RawSigner> online = List.of(signer(Algorithm.ED25519));
        List<Role> roles =
                List.of(
                        RootMetadata.role("root", 4, root),
                        RootMetadata.role("targets", 2, targets),
                        RootMetadata.role("snapshot", 1, online),
                        RootMetadata.role("timestamp", 1, online));
        byte[] rootFile = Signer.sign(new RootMetadata(1, Instant.EPOCH, roles).signed(), root);
        Firmware firmware = SmallFirmware.version("1.0");
        byte[] targetsFile =
                Signer.sign(
                        new TargetsMetadata(SlotContents.describe(firmware, 1), Instant.EPOCH)
                                .signed(),
                        targets);
        assertThat(judge(rootFile, targetsFile, firmware)).isInstanceOf(Verdict.Boot.class);
    }

    private Verdict judge(byte[] rootFile, byte[] targetsFile, Firmware firmware) throws Exception {
        Path trust = Files.createDirectory(temporary.resolve("trust"));
        Path slot = Files.createDirectory(temporary.resolve("slot"));
        Files.write(trust.resolve("1.root.json"), rootFile);
        Files.write(slot.resolve("targets.json"), targetsFile);
        for (var file : firmware.files().entrySet()) {
            Files.write(slot.resolve(file.getKey()), file.getValue().content());
        }
        byte[] otp = MessageDigest.getInstance("SHA-256").digest(rootFile);
        Path otpFile = Files.write(temporary.resolve("otp.bin"), otp);
        Host host =
                new Host(
                        new OtpFile(otpFile),
                        new DirectoryFolder(trust),
                        () -> 0,
                        new Host.Platform(
                                FirmwareBuild.BENCH_HARDWARE,
                                System.getProperty("java.runtime.version")));
        return new Verifier(host).judge(new DirectoryFolder(slot), VerifiedCopy.NONE);
    }

    @ParameterizedTest
    @EnumSource(Algorithm.class)
    void bothEncodeAPublicKeyAlike(Algorithm algorithm) throws Exception {
        RawSigner signer = signer(algorithm);
        PublicKey read =
                KeyFactory.getInstance(algorithm.standardName())
                        .generatePublic(
                                new X509EncodedKeySpec(signer.key().subjectPublicKeyInfo()));
        assertThat(read.getEncoded()).isEqualTo(signer.key().subjectPublicKeyInfo());
    }

    private RawSigner signer(Algorithm algorithm) throws Exception {
        KeyPair pair =
                KeyPairGenerator.getInstance(algorithm.standardName(), bouncyCastle)
                        .generateKeyPair();
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] raw =
                Arrays.copyOfRange(encoded, encoded.length - algorithm.keyLength(), encoded.length);
        Key key = new Key(algorithm, Hex.of(raw));
        return new RawSigner() {
            @Override
            public Key key() {
                return key;
            }

            @Override
            public byte[] sign(byte[] message) throws ReleaseException {
                try {
                    Signature signature =
                            Signature.getInstance(algorithm.standardName(), bouncyCastle);
                    signature.initSign(pair.getPrivate());
                    signature.update(message);
                    return signature.sign();
                } catch (GeneralSecurityException failed) {
                    throw new ReleaseException("Bouncy Castle cannot sign", failed);
                }
            }
        };
    }
}
