package stanchion.boot;

import java.util.Arrays;
import java.util.List;

/// What each target accepts: where the fuzzer begins.
final class FuzzSeeds {
    private FuzzSeeds() {}

    static List<byte[]> of(FuzzTarget target) {
        return switch (target) {
            case METADATA -> metadata();
            case ROOTS -> roots();
            case SLOT -> slot();
            case BOOT_CONF -> bootConf();
            case RECORDS -> records();
        };
    }

    private static List<byte[]> metadata() {
        byte[] good = FuzzMetadata.good();
        byte[] file = new byte[good.length + 1];
        file[0] = 'f';
        System.arraycopy(good, 0, file, 1, good.length);
        return List.of(
                file,
                Maker.ascii("t" + new BenchCharger().goodTargets()),
                Maker.ascii("r" + FuzzMaker.root(1, FuzzMaker.KEYS)),
                Maker.ascii("x" + Maker.GOOD_RELEASE),
                Maker.ascii("napp.jar " + target()),
                Maker.ascii("v{\"a\":[1,true,\"b\",9007199254740991],\"c\":{},\"d\":[]}"));
    }

    private static String target() {
        return "{\"custom\":{\"use\":\"both\"},\"hashes\":{\"sha256\":\"%s\",\"sha512\":\"%s\"},\"length\":13}"
                .formatted("0".repeat(64), "0".repeat(128));
    }

    private static List<byte[]> roots() {
        String first = "s 1.root.json " + FuzzMaker.root(1, FuzzMaker.KEYS);
        String second = "\nb 2.root.json " + FuzzMaker.root(2, FuzzMaker.LATER_KEYS);
        String third = "\nl 3.root.json " + FuzzMaker.root(3, FuzzMaker.LATER_KEYS);
        return List.of(
                Maker.ascii(first),
                Maker.ascii(first + second),
                Maker.ascii(first + second + third));
    }

    private static List<byte[]> slot() {
        String one =
                Maker.targets(
                        new MemoryFolder().put("a.jar", new byte[0]).files(), Maker.GOOD_RELEASE);
        return List.of(
                Maker.ascii("g app.jar\ng board.conf\ng targets.json"),
                Maker.ascii("t targets.json " + one + "\np a.jar "));
    }

    private static List<byte[]> bootConf() {
        String production =
                DeviceOnDisk.DESCRIPTION
                        .replace("= bench", "= production")
                        .replace("file otp.bin", "mailbox bcm2711")
                        .replace("file state/counter", "tpm /dev/tpmrm0 0x01800001")
                        .replace("file device.key", "nvmem /sys/bus/nvmem/devices/otp0/nvmem 64")
                        .replace("file identity", "wrapped identity # by the device key");
        return List.of(Maker.ascii(DeviceOnDisk.DESCRIPTION), Maker.ascii(production));
    }

    private static List<byte[]> records() {
        String digest = "5a".repeat(32);
        SlotState confirmed = new SlotState.Confirmed(digest);
        byte[] whole = FuzzRecords.seed(confirmed, new SlotState.Trying(digest, 1));
        byte[] unsigned = Arrays.copyOf(whole, whole.length - 32);
        unsigned[0] = 'm';
        return List.of(
                whole,
                unsigned,
                FuzzRecords.seed(new SlotState.Empty(), new SlotState.Staging()),
                FuzzRecords.seed(new SlotState.Staged(digest), confirmed));
    }
}
