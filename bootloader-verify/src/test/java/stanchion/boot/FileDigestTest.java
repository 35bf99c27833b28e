package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/// Either digest finds an altered file; which of them is used follows from the processor.
final class FileDigestTest {
    private final BenchCharger charger = new BenchCharger();

    @ParameterizedTest
    @EnumSource(FileDigest.class)
    void fileOfTheSignedLengthButOtherBytesIsRefusedByEither(FileDigest kind) throws Refused {
        SlotFiles files = new SlotFiles(charger.slot, targets(), kind);
        files.checkBytes(VerifiedCopy.NONE);
        byte[] altered = charger.slot.content("board.conf");
        altered[3] ^= 1;
        charger.slot.put("board.conf", altered);
        assertFileDigest("board.conf", files);
    }

    @ParameterizedTest
    @CsvSource({"SHA_256, SHA-256", "SHA_512, SHA-512"})
    void signedDigestOfAnotherFileIsRefused(FileDigest kind, String algorithm) throws Refused {
        String good = Maker.digest(algorithm, charger.slot.content("app.jar"));
        String other = Maker.digest(algorithm, new byte[1]);
        charger.signTargets(charger.goodTargets().replace(good, other));
        assertFileDigest("app.jar", new SlotFiles(charger.slot, targets(), kind));
    }

    @ParameterizedTest
    @CsvSource({
        "flags : fpu sse2 sha_ni avx2, SHA_256",
        "flags : fpu sse2 avx2, SHA_512",
        "Features : fp asimd evtstrm aes pmull sha1 sha2 crc32 cpuid, SHA_256",
        "Features : fp asimd evtstrm crc32 cpuid, SHA_512"
    })
    void processorWithShaInstructionsIsGivenSha256(String processor, FileDigest kind) {
        assertThat(FileDigest.quicker("model name : some\n" + processor + "\n")).isEqualTo(kind);
    }

    @Test
    void thisProcessorHasOneThatIsQuicker() {
        assertThat(FileDigest.quicker()).isIn((Object[]) FileDigest.values());
    }

    private static void assertFileDigest(String name, SlotFiles files) {
        assertThatThrownBy(() -> files.checkBytes(VerifiedCopy.NONE))
                .isInstanceOfSatisfying(
                        Refused.class,
                        refused ->
                                assertThat(refused.verdict())
                                        .isEqualTo(new Verdict.Refused(Refusal.FILE_DIGEST, name)));
    }

    private Targets targets() throws Refused {
        Root root = RootChain.follow(charger.otp(), charger.trust);
        return Targets.verify(root, charger.slot.content("targets.json"));
    }
}
