package stanchion.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static stanchion.boot.BenchCharger.without;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What refuses a slot, each beside the slot that boots.
final class VerifierTest {
    private final BenchCharger charger = new BenchCharger();

    @Test
    void slotThatItsMakerSignedBoots() {
        assertThat(charger.verdict()).isEqualTo("BOOT 1.2.3");
    }

    @Test
    void blankOtpIsUnprovisioned() {
        assertThat(charger.otp(new byte[32]).verdict()).isEqualTo("UNPROVISIONED");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 31, 33})
    void otpOfAnotherLengthIsAFaultOfTheHardware(int length) {
        assertThat(charger.otp(new byte[length]).verdict()).isEqualTo("OTP_UNREADABLE");
    }

    @Test
    void everyBitOfTheOtpCounts() {
        byte[] otp = charger.otp();
        for (int bit = 0; bit < 256; bit++) {
            byte[] flipped = otp.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(charger.otp(flipped).verdict()).isEqualTo("ROOT_NOT_IN_OTP");
        }
    }

    @Test
    void otpThatCannotBeReadIsNotTakenForBlank() {
        Host host = charger.host();
        OneTimeProgrammable broken =
                () -> {
                    throw new IOException("bus error");
                };
        Host deaf = new Host(broken, host.trust(), host.counter(), host.platform());
        assertThat(new Verifier(deaf).judge(charger.slot, VerifiedCopy.NONE))
                .isEqualTo(new Verdict.Refused(Refusal.OTP_UNREADABLE, "bus error"));
    }

    @Test
    void counterThatCannotBeReadAllowsNoVersion() {
        Host host = charger.host();
        RollbackCounter broken =
                () -> {
                    throw new IOException("bus error");
                };
        Host deaf = new Host(host.otp(), host.trust(), broken, host.platform());
        assertThat(new Verifier(deaf).judge(charger.slot, VerifiedCopy.NONE))
                .isEqualTo(new Verdict.Refused(Refusal.COUNTER_UNREADABLE, "bus error"));
    }

    @Test
    void counterThatCouldBeSetBackIsNotBelieved() {
        Host host = charger.host();
        RollbackCounter foreign =
                () -> {
                    throw new ForeignCounterException("no counter");
                };
        Host fooled = new Host(host.otp(), host.trust(), foreign, host.platform());
        assertThat(new Verifier(fooled).judge(charger.slot, VerifiedCopy.NONE))
                .isEqualTo(new Verdict.Refused(Refusal.COUNTER_FOREIGN, "no counter"));
    }

    @ParameterizedTest
    @CsvSource({"6, BOOT 1.2.3", "7, BOOT 1.2.3", "8, ROLLBACK"})
    void epochBelowTheCounterIsARollback(long counter, String verdict) {
        assertThat(charger.counter(counter).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "board-1, board-2, HARDWARE",
        "25.0.3+9, 25.0.4+1, JRE",
        "_epoch\":7, _epoch\":8, BOOT 1.2.3",
        "_epoch\":7, _epoch\":-1, METADATA_SYNTAX",
        "_epoch\":7, _epoch\":07, METADATA_NOT_CANONICAL",
        "_epoch\":7, _epoch\":7.0, METADATA_SYNTAX",
        "_epoch\":7, _epoch\":7e0, METADATA_SYNTAX",
        "_epoch\":7, _epoch\":9007199254740992, METADATA_SYNTAX",
        "_epoch\":7, _epoch\":99999999999999999999, METADATA_SYNTAX",
        "_epoch\":7, _epoch\":2147483648, METADATA_FIELDS",
        "_epoch\":7, _epoch\":\"7\", METADATA_FIELDS",
        "_epoch\":7, _epoch\":null, METADATA_SYNTAX",
        "app.Main\", app .Main\", METADATA_FIELDS",
        "app.charger/, app.charger, METADATA_FIELDS",
        "app.charger/, -app.charger/, METADATA_FIELDS",
        "app.charger/, app/charger/, METADATA_FIELDS",
        "firmware\":\"1.2.3, firmware\":\"1.2.3 4, METADATA_FIELDS",
        "firmware\":\"1.2.3, firmware\":\"1.2\\u002e3, METADATA_SYNTAX",
        "\"org.sqlite\", \"a b\", METADATA_FIELDS",
        "\"firmware\", \"fermware\", METADATA_FIELDS",
        "\"jre\", \"gre\", METADATA_NOT_CANONICAL",
        "{\"charger, { \"charger, METADATA_SYNTAX",
    })
    void whatTheMakerSaysOfAVersionIsChecked(String good, String other, String verdict) {
        String release = Maker.GOOD_RELEASE.replace(good, other);
        charger.signTargets(charger.targetsWith(release));
        assertThat(charger.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "_type\":\"targets, _type\":\"root, METADATA_TYPE",
        "1.0.31, 1.0.32, BOOT 1.2.3",
        "1.0.31, 2.0.0, METADATA_TYPE",
        "2027-01-01, 1970-01-01, BOOT 1.2.3",
        "\"expires\", \"expired\", METADATA_FIELDS",
        "\"version\":1, \"version\":0, METADATA_FIELDS",
        "app.jar, ../app.jar, TARGET_NAME",
        "app.jar, .app.jar, TARGET_NAME",
        "app.jar, app/jar, TARGET_NAME",
        "board.conf, targets.json, TARGET_NAME",
        "use\":\"both, use\":\"neither, METADATA_FIELDS",
        "\"length\":13, \"length\":14, FILE_LENGTH",
        "\"length\":13, \"length\":536870913, METADATA_FIELDS",
        "sha256\":\", sha256\":\"0, METADATA_FIELDS",
        "'}', '} ', METADATA_SYNTAX",
    })
    void whatTargetsSayIsChecked(String good, String other, String verdict) {
        charger.signTargets(charger.goodTargets().replace(good, other));
        assertThat(charger.verdict()).isEqualTo(verdict);
    }

    @Test
    void signedMembersThatThisVerifierDoesNotKnowAreLeftToNewerOnes() {
        String signed =
                charger.goodTargets().replace("\"expires\"", "\"delegations\":{},\"expires\"");
        assertThat(charger.signTargets(signed).verdict()).isEqualTo("BOOT 1.2.3");
    }

    @Test
    void memberThatStandsTwiceIsRefused() {
        String signed =
                charger.goodTargets().replace("\"version\":1", "\"version\":1,\"version\":1");
        assertThat(charger.signTargets(signed).verdict()).isEqualTo("METADATA_SYNTAX");
    }

    @ParameterizedTest
    @CsvSource({"15, BOOT 1.2.3", "16, METADATA_SYNTAX", "100000, METADATA_SYNTAX"})
    void nestingIsBounded(int depth, String verdict) {
        String nested = "[".repeat(depth) + "]".repeat(depth);
        String signed =
                charger.goodTargets().replace("\"expires\"", "\"a\":" + nested + ",\"expires\"");
        signed =
                signed.replace("{\"_type\":\"targets\",", "")
                        .replace("\"a\":", "{\"_type\":\"targets\",\"a\":");
        assertThat(charger.signTargets(signed).verdict()).isEqualTo(verdict);
    }

    @Test
    void oneSignatureOfTwoIsNotEnough() {
        String signed = charger.goodTargets();
        for (Maker.Signing missing : charger.targetsKeys) {
            charger.slot.put(
                    "targets.json", Maker.sign(signed, without(charger.targetsKeys, missing)));
            assertThat(charger.verdict()).isEqualTo("SIGNATURE_THRESHOLD");
        }
    }

    @Test
    void signatureOfAStrangerIsRefusedEvenBesideEnoughGoodOnes() {
        charger.slot.put(
                "targets.json",
                Maker.sign(
                        charger.goodTargets(),
                        List.of(charger.targetsA, charger.targetsP, charger.rootA)));
        assertThat(charger.verdict()).isEqualTo("SIGNATURE_UNKNOWN_KEY");
    }

    @Test
    void strangerUnderTheNameOfAKnownKeyIsRefused() {
        Maker.Signing impostor = Maker.ed25519().named(charger.targetsA.id());
        charger.slot.put(
                "targets.json",
                Maker.sign(charger.goodTargets(), List.of(impostor, charger.targetsP)));
        assertThat(charger.verdict()).isEqualTo("SIGNATURE_INVALID");
    }

    @Test
    void signatureOfTheOtherAlgorithmUnderAKeysNameIsRefused() {
        Maker.Signing confused = charger.targetsP.named(charger.targetsA.id());
        charger.slot.put(
                "targets.json",
                Maker.sign(charger.goodTargets(), List.of(confused, charger.targetsP)));
        assertThat(charger.verdict()).isEqualTo("SIGNATURE_INVALID");
    }

    @Test
    void oneSignatureCountedTwiceIsRefused() {
        String signed = charger.goodTargets();
        String one =
                Maker.signature(
                        charger.targetsA.id(),
                        Maker.rawSignature(charger.targetsA, Maker.ascii(signed)));
        charger.slot.put("targets.json", Maker.enclose(List.of(one, one), signed));
        assertThat(charger.verdict()).isEqualTo("METADATA_ENVELOPE");
    }

    @Test
    void signaturesOverOtherBytesAreRefused() {
        byte[] signedOther = Maker.sign(charger.goodRoot(1), charger.targetsKeys);
        String envelope = new String(signedOther, StandardCharsets.ISO_8859_1);
        String signatures = envelope.substring(0, envelope.indexOf("\"signed\":"));
        charger.slot.put(
                "targets.json",
                Maker.ascii(signatures + "\"signed\":" + charger.goodTargets() + "}"));
        assertThat(charger.verdict()).isEqualTo("SIGNATURE_INVALID");
    }

    @Test
    void rootInThePlaceOfTargetsIsRefusedByItsType() {
        charger.slot.put("targets.json", Maker.sign(charger.goodRoot(1), charger.targetsKeys));
        assertThat(charger.verdict()).isEqualTo("METADATA_TYPE");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\n", "\0", "}", "{}"})
    void bytesBehindTheMetadataAreRefused(String trailing) {
        String file = new String(charger.slot.content("targets.json"), StandardCharsets.ISO_8859_1);
        charger.slot.put("targets.json", Maker.ascii(file + trailing));
        assertThat(charger.verdict()).isIn("METADATA_ENVELOPE", "SIGNATURE_INVALID");
    }

    @Test
    void metadataOf256KiBIsReadAndOneByteMoreIsNot() {
        String file = new String(charger.slot.content("targets.json"), StandardCharsets.ISO_8859_1);
        charger.slot.put(
                "targets.json", Maker.ascii(file + " ".repeat(256 * 1024 - file.length())));
        assertThat(charger.verdict()).isEqualTo("METADATA_ENVELOPE");
        charger.slot.put(
                "targets.json", Maker.ascii(file + " ".repeat(256 * 1024 + 1 - file.length())));
        assertThat(charger.verdict()).isEqualTo("METADATA_SIZE");
    }

    @Test
    void emptySlotSaysSo() {
        assertThat(new Verifier(charger.host()).judge(new MemoryFolder(), VerifiedCopy.NONE))
                .isEqualTo(new Verdict.Refused(Refusal.EMPTY, "no file"));
    }

    @Test
    void slotWhoseListingFailsIsUnreadable() {
        charger.slot.breakFile(".");
        assertThat(charger.verdict()).isEqualTo("SLOT_UNREADABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"targets.json", "app.jar", "board.conf"})
    void fileThatCannotBeReadIsRefused(String name) {
        charger.slot.breakFile(name);
        assertThat(charger.verdict()).isEqualTo("FILE_UNREADABLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"targets.json", "app.jar", "board.conf"})
    void everySignedFileMustBeThere(String name) {
        charger.slot.remove(name);
        assertThat(charger.verdict()).isEqualTo("FILE_MISSING");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zzz", "App.jar", ".hidden", "app.jar ", "1.root.json"})
    void nothingButTheSignedFilesMayBeThere(String name) {
        charger.slot.put(name, new byte[1]);
        assertThat(charger.verdict()).isEqualTo("FILE_EXTRA");
    }

    @Test
    void everyByteOfEveryFileCounts() {
        for (String name : List.of("app.jar", "board.conf")) {
            byte[] good = charger.slot.content(name);
            for (int i = 0; i < good.length; i++) {
                byte[] flipped = good.clone();
                flipped[i] ^= (byte) (1 << i % 8);
                charger.slot.put(name, flipped);
                assertThat(charger.verdict()).as("%s byte %d", name, i).isEqualTo("FILE_DIGEST");
            }
            charger.slot.put(name, good);
        }
        assertThat(charger.verdict()).isEqualTo("BOOT 1.2.3");
    }

    @Test
    void oneCacheOfEachProcessIsSigned() {
        charger.slot.put("charger.aot", Maker.ascii("classes"));
        charger.slot.put("gateway.aot", Maker.ascii("classes"));
        charger.signTargets(charger.goodTargets());
        assertThat(charger.verdict()).isEqualTo("BOOT 1.2.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"charger", "gateway"})
    void twoCachesOfOneProcessAreRefused(String process) {
        charger.slot.put(process + ".aot", Maker.ascii("classes"));
        charger.slot.put(process + "-2.aot", Maker.ascii("classes"));
        charger.signTargets(charger.goodTargets());
        assertThat(charger.judge())
                .isEqualTo(
                        new Verdict.Refused(
                                Refusal.METADATA_FIELDS,
                                "targets: more than one file is a " + process + "-cache"));
    }

    @Test
    void copyThatCannotBeCreatedIsRefused() {
        VerifiedCopy full =
                (name, modified) -> {
                    throw new IOException("no space left on device");
                };
        assertThat(new Verifier(charger.host()).judge(charger.slot, full))
                .isEqualTo(new Verdict.Refused(Refusal.COPY_FAILED, "app.jar"));
    }

    @Test
    void copyThatCannotBeWrittenIsRefused() {
        OutputStream full =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("no space left on device");
                    }
                };
        assertThat(new Verifier(charger.host()).judge(charger.slot, (name, modified) -> full))
                .isEqualTo(new Verdict.Refused(Refusal.COPY_FAILED, "app.jar"));
    }

    @Test
    void fileThatGrowsOrShrinksAfterTheListingIsRefused() {
        byte[] good = charger.slot.content("app.jar");
        for (int length : new int[] {0, good.length - 1, good.length + 1}) {
            Folder changing = changing(Arrays.copyOf(good, length));
            assertThat(new Verifier(charger.host()).judge(changing, VerifiedCopy.NONE))
                    .isInstanceOfSatisfying(
                            Verdict.Refused.class,
                            refused -> assertThat(refused.cause()).isEqualTo(Refusal.FILE_LENGTH));
        }
        assertThat(new Verifier(charger.host()).judge(changing(good), VerifiedCopy.NONE))
                .isInstanceOf(Verdict.Boot.class);
    }

    /// The charger's slot, whose `app.jar` has other bytes once it is opened.
    private Folder changing(byte[] later) {
        return new Folder() {
            @Override
            public List<Entry> list(int most) throws IOException {
                return charger.slot.list(most);
            }

            @Override
            public InputStream open(String name) throws IOException {
                return name.equals("app.jar")
                        ? new ByteArrayInputStream(later)
                        : charger.slot.open(name);
            }
        };
    }

    @Test
    void copyHoldsTheBytesThatWereHashed() {
        Map<String, ByteArrayOutputStream> copies = new TreeMap<>();
        VerifiedCopy copy =
                (name, modified) -> {
                    assertThat(modified).isEqualTo(1767225600);
                    return copies.computeIfAbsent(name, n -> new ByteArrayOutputStream());
                };
        assertThat(new Verifier(charger.host()).judge(charger.slot, copy))
                .isInstanceOf(Verdict.Boot.class);
        assertThat(copies).containsOnlyKeys("app.jar", "board.conf");
        copies.forEach((name, bytes) ->
                assertThat(bytes.toByteArray()).isEqualTo(charger.slot.content(name)));
    }

    @ParameterizedTest
    @CsvSource({"16, SIGNATURE_THRESHOLD", "17, METADATA_ENVELOPE"})
    void signaturesAreBounded(int count, String verdict) {
        List<String> signatures =
                IntStream.range(0, count)
                        .mapToObj(i -> Maker.signature("%064x".formatted(i), "00"))
                        .toList();
        charger.slot.put("targets.json", Maker.enclose(signatures, charger.goodTargets()));
        assertThat(charger.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"256, BOOT 1.2.3", "257, METADATA_FIELDS"})
    void filesAreBounded(int count, String verdict) {
        for (int i = 2; i < count; i++) {
            charger.slot.put("x" + i, new byte[0]);
        }
        assertThat(charger.signTargets(charger.goodTargets()).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({"2, FILE_LENGTH", "3, METADATA_FIELDS"})
    void filesTogetherAreNoLargerThanTheRamCanHold(int count, String verdict) {
        for (int i = 2; i < count; i++) {
            charger.slot.put("x" + i, new byte[0]);
        }
        String signed =
                charger.goodTargets().replaceAll("\"length\":[0-9]+", "\"length\":268435456");
        assertThat(charger.signTargets(signed).verdict()).isEqualTo(verdict);
    }
}
