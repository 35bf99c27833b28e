package stanchion.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import stanchion.boot.Refusal;

/// Group J, first part: the OTP, the device key, and the description that says where they are.
final class OtpAttacks {
    private static final String OTP = "otp.bin";
    private static final String KEY = "device.key";
    private static final Twin NVMEM_OTP =
            new Twin("the kernel shows the OTP at that offset", charger -> nvmem(charger, 8, 8));
    private static final Twin NVMEM_KEY =
            new Twin(
                    "the kernel shows a device key there",
                    charger -> charger.describe("device-key", "nvmem device.key 0"));
    private static final Twin OTHER_KEY =
            new Twin(
                    "another device key of 256 bits",
                    charger -> Files.write(charger.file(KEY), Charger.sha256(new byte[1])));
    private static final Twin SAME_OTP =
            new Twin(
                    "the same 256 bits are written again",
                    charger -> charger.otp(Files.readAllBytes(charger.file(OTP))));
    private static final Twin DESCRIBED =
            new Twin(
                    "the description names the same in other words",
                    charger -> charger.describe("trust", "./trust # the roots"));

    private OtpAttacks() {}

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>(otp());
        cases.addAll(deviceKey());
        cases.addAll(description());
        return cases;
    }

    private static List<Case> otp() {
        return List.of(
                otp(
                        "J01",
                        "the OTP is all zero: a charger that nobody provisioned",
                        Refusal.UNPROVISIONED,
                        charger -> charger.otp(new byte[32])),
                otp(
                        "J02",
                        "the OTP is one byte short",
                        Refusal.OTP_UNREADABLE,
                        charger ->
                                charger.otp(
                                        Arrays.copyOf(Files.readAllBytes(charger.file(OTP)), 31))),
                otp(
                        "J03",
                        "the OTP is one byte long",
                        Refusal.OTP_UNREADABLE,
                        charger ->
                                charger.otp(
                                        Arrays.copyOf(Files.readAllBytes(charger.file(OTP)), 33))),
                otp(
                        "J04",
                        "the OTP is empty",
                        Refusal.OTP_UNREADABLE,
                        charger -> charger.otp(new byte[0])),
                otp(
                        "J05",
                        "the OTP is gone",
                        Refusal.OTP_UNREADABLE,
                        charger -> Files.delete(charger.file(OTP))),
                otp(
                        "J06",
                        "the OTP is a folder",
                        Refusal.OTP_UNREADABLE,
                        charger -> {
                            Files.delete(charger.file(OTP));
                            Files.createDirectory(charger.file(OTP));
                        }),
                otp(
                        "J07",
                        "the OTP is a FIFO that nobody writes to",
                        Refusal.OTP_UNREADABLE,
                        charger -> {
                            Files.delete(charger.file(OTP));
                            Evil.run(charger, List.of("mkfifo", charger.file(OTP).toString()));
                        }),
                otp(
                        "J08",
                        "the OTP is an endless device",
                        Refusal.OTP_UNREADABLE,
                        charger -> {
                            Files.delete(charger.file(OTP));
                            Files.createSymbolicLink(charger.file(OTP), Path.of("/dev/urandom"));
                        }),
                otp(
                        "J09",
                        "the OTP of another charger, one bit away",
                        Refusal.ROOT_NOT_IN_OTP,
                        charger ->
                                charger.otp(
                                        Contents.flip(Files.readAllBytes(charger.file(OTP)), 31))),
                Case.of("J10", "the kernel shows an OTP that ends before the offset")
                        .refused(Refusal.OTP_UNREADABLE)
                        .by(charger -> nvmem(charger, 8, 400))
                        .unless(NVMEM_OTP),
                Case.of("J11", "the kernel shows an OTP that ends within the 256 bits")
                        .refused(Refusal.OTP_UNREADABLE)
                        .by(charger -> nvmem(charger, 8, 41))
                        .unless(NVMEM_OTP),
                Case.of("J12", "the OTP is read one byte beside its place")
                        .refused(Refusal.ROOT_NOT_IN_OTP)
                        .by(charger -> nvmem(charger, 8, 7))
                        .unless(NVMEM_OTP),
                Case.of("J13", "every read of the OTP ends in an input/output error")
                        .refused(Refusal.OTP_UNREADABLE)
                        .by(charger -> {
                            nvmem(charger, 8, 8);
                            Mounts.breakReads(charger, charger.file("nvmem"));
                        })
                        .unless(NVMEM_OTP),
                Case.of("J14", "the mailbox that holds the OTP is not there")
                        .refused(Refusal.OTP_UNREADABLE)
                        .by(charger -> {
                            if (Files.exists(Path.of("/dev/vcio"))) {
                                throw new NotHere("this machine has a mailbox, /dev/vcio");
                            }
                            charger.describe("otp", "mailbox bcm2711");
                        })
                        .unless(NVMEM_OTP));
    }

    private static List<Case> deviceKey() {
        return List.of(
                key("J15", "the device key is gone", charger -> Files.delete(charger.file(KEY))),
                key(
                        "J16",
                        "the device key is one byte short",
                        charger -> Files.write(charger.file(KEY), new byte[31])),
                key(
                        "J17",
                        "the device key is one byte long",
                        charger -> Files.write(charger.file(KEY), new byte[33])),
                key(
                        "J18",
                        "the device key is all zero, as every unprovisioned charger's",
                        charger -> Files.write(charger.file(KEY), new byte[32])),
                key(
                        "J19",
                        "the device key is a folder",
                        charger -> {
                            Files.delete(charger.file(KEY));
                            Files.createDirectory(charger.file(KEY));
                        }),
                Case.of("J20", "the kernel shows a device key that ends before the offset")
                        .refused(Refusal.DEVICE_KEY_UNREADABLE)
                        .by(charger -> charger.describe("device-key", "nvmem device.key 32"))
                        .unless(NVMEM_KEY));
    }

    private static List<Case> description() {
        return List.of(
                production(
                        "J21",
                        "a production charger reads its OTP from a file",
                        charger -> charger.describe("counter", "tpm /dev/tpmrm0 0x01800000")),
                production(
                        "J22",
                        "a production charger counts in a file",
                        charger -> charger.describe("otp", "nvmem otp.bin 0")),
                production(
                        "J23",
                        "a production charger has its device key in a file",
                        charger -> {
                            charger.describe("otp", "nvmem otp.bin 0");
                            charger.describe("counter", "tpm /dev/tpmrm0 0x01800000");
                        }),
                production(
                        "J24",
                        "a production charger has its identity in a file",
                        charger -> {
                            charger.describe("otp", "nvmem otp.bin 0");
                            charger.describe("counter", "tpm /dev/tpmrm0 0x01800000");
                            charger.describe("device-key", "nvmem device.key 0");
                        }),
                production(
                        "J25",
                        "a production charger is told to run from a disk, as a bench may",
                        charger -> {
                            charger.describe("otp", "nvmem otp.bin 0");
                            charger.describe("counter", "tpm /dev/tpmrm0 0x01800000");
                            charger.describe("device-key", "nvmem device.key 0");
                            charger.describe("identity", "wrapped identity");
                            charger.words().add("--bench");
                        }),
                described(
                        "J26",
                        "boot.conf is gone",
                        charger -> Files.delete(charger.file("boot.conf"))),
                described(
                        "J27",
                        "boot.conf names an adapter that there is not",
                        charger -> charger.describe("otp", "zero")),
                described(
                        "J28",
                        "a key of boot.conf stands twice, the second time the attacker's",
                        charger -> append(charger, "otp = file evil.bin\n")),
                described(
                        "J29",
                        "boot.conf has a key nobody knows",
                        charger -> append(charger, "verify = no\n")),
                described(
                        "J30",
                        "boot.conf has a line that a terminal would show as another",
                        charger -> append(charger, "# \r\u001b[1A\n")),
                described(
                        "J31",
                        "boot.conf is endless",
                        charger -> {
                            Files.delete(charger.file("boot.conf"));
                            Files.createSymbolicLink(
                                    charger.file("boot.conf"), Path.of("/dev/zero"));
                        }));
    }

    private static Case otp(String id, String sentence, Refusal cause, Act spoil) {
        return Case.of(id, sentence).refused(cause).by(spoil).unless(SAME_OTP);
    }

    private static Case key(String id, String sentence, Act spoil) {
        return Case.of(id, sentence)
                .refused(Refusal.DEVICE_KEY_UNREADABLE)
                .by(spoil)
                .unless(OTHER_KEY);
    }

    private static Case production(String id, String sentence, Act spoil) {
        return Case.of(id, sentence)
                .refused(Refusal.BENCH_ADAPTER)
                .by(charger -> {
                    charger.describe("profile", "production");
                    spoil.on(charger);
                })
                .unless("a bench does", charger -> charger.describe("profile", "bench"));
    }

    private static Case described(String id, String sentence, Act spoil) {
        return Case.of(id, sentence).refused(Refusal.BOOT_DESCRIPTION).by(spoil).unless(DESCRIBED);
    }

    /// The OTP within a larger memory, read at an offset.
    private static void nvmem(Charger charger, int place, int offset) throws IOException {
        byte[] memory = new byte[place + 32 + 16];
        System.arraycopy(Files.readAllBytes(charger.file(OTP)), 0, memory, place, 32);
        Arrays.fill(memory, 0, place, (byte) 0x5a);
        Files.write(charger.file("nvmem"), memory);
        charger.describe("otp", "nvmem nvmem " + offset);
    }

    private static void append(Charger charger, String line) throws IOException {
        Files.writeString(
                charger.file("boot.conf"), Files.readString(charger.file("boot.conf")) + line);
    }
}
