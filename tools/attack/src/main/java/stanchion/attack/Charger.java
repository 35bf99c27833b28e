package stanchion.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import stanchion.boot.Algorithm;
import stanchion.boot.BootDescription;
import stanchion.boot.Hex;
import stanchion.boot.Targets;
import stanchion.release.RawSigner;
import stanchion.release.ReleaseException;

/// A charger of one case's own, for the case to spoil: good until it does.
public final class Charger {
    private final Path work;
    private final Keys keys;
    private final Map<String, String> environment = new TreeMap<>();
    private final List<String> words = new ArrayList<>();
    private final List<Act> beforeStart = new ArrayList<>();
    private final List<Act> afterwards = new ArrayList<>();
    private final MakersHouse house;
    private Optional<Offer> offer = Optional.empty();

    /// @param work holds `device/`, and the working folder of every process of the case
    Charger(Path work, Keys keys, MakersHouse house) {
        this.work = work;
        this.keys = keys;
        this.house = house;
    }

    /// The update that its maker offers, for the case to spoil; before the charger is switched on
    /// it may take it. Without a call of this there is none.
    public Offer offer() throws Exception {
        if (offer.isEmpty()) {
            offer = Optional.of(house.offer(this));
        }
        return offer.get();
    }

    MakersHouse house() {
        return house;
    }

    Optional<Offer> offered() {
        return offer;
    }

    /// The run folder; made before the verifier starts, unless it is there already.
    public Path run() {
        return work.resolve("run");
    }

    /// Gives a key of `boot.conf` another value.
    public void describe(String key, String value) throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line : Files.readAllLines(file(BootDescription.FILE))) {
            lines.add(line.matches(key + " *=.*") ? key + " = " + value : line);
        }
        Files.write(file(BootDescription.FILE), lines);
    }

    /// Where its processes run, with `device/` inside; free for files that an attack needs.
    public Path work() {
        return work;
    }

    /// The device folder.
    public Path folder() {
        return work.resolve("device");
    }

    /// A file of the device folder, for example `slots/A/charger.jar`.
    public Path file(String name) {
        return folder().resolve(name);
    }

    public Path slotA() {
        return file("slots/A");
    }

    public Path slotB() {
        return file("slots/B");
    }

    public Path trust() {
        return file("trust");
    }

    /// The maker's keys.
    public Keys keys() {
        return keys;
    }

    /// Variables that the verifier's process finds set; none at first.
    public Map<String, String> environment() {
        return environment;
    }

    /// More words for the verifier's command line.
    public List<String> words() {
        return words;
    }

    /// Does something between the verifier's end and the start of the programs.
    public void beforeStart(Act act) {
        beforeStart.add(act);
    }

    /// Does something when all is over, whatever came of it: a mount to be taken away, a process to
    /// be ended.
    public void afterwards(Act act) {
        afterwards.addFirst(act);
    }

    List<Act> afterwards() {
        return afterwards;
    }

    List<Act> beforeStart() {
        return beforeStart;
    }

    /// `targets.json` of slot A.
    public Signed targets() throws IOException {
        return Signed.read(Files.readAllBytes(slotA().resolve(Targets.FILE)));
    }

    public void targets(Signed targets) throws IOException {
        targets(targets.bytes());
    }

    public void targets(byte[] file) throws IOException {
        Files.write(slotA().resolve(Targets.FILE), file);
    }

    /// Signs a text with the two targets keys as `targets.json` of slot A.
    public void signTargets(String text) throws IOException, ReleaseException {
        targets(new Signed(List.of(), text).signedBy(keys.targets()));
    }

    /// Signs the targets as they stand with these keys instead.
    public void signTargetsWith(List<? extends RawSigner> signers)
            throws IOException, ReleaseException {
        targets(targets().signedBy(signers));
    }

    /// Replaces a part of the signed targets, and signs them again.
    public void editTargets(String part, String by) throws IOException, ReleaseException {
        targets(targets().replace(part, by).signedBy(keys.targets()));
    }

    /// Alters the signature of one targets key, nothing else.
    public void editSignature(Algorithm algorithm, UnaryOperator<String> edit) throws IOException {
        targets(targets().with(keys.targets(algorithm), edit));
    }

    /// Puts another signature under the name of a targets key.
    public void replaceSignature(Algorithm algorithm, byte[] signature) throws IOException {
        editSignature(algorithm, good -> Hex.of(signature));
    }

    /// A root of the chain.
    public Signed root(int version) throws IOException {
        return Signed.read(Files.readAllBytes(rootFile(version)));
    }

    public void root(int version, Signed root) throws IOException {
        root(version, root.bytes());
    }

    public void root(int version, byte[] file) throws IOException {
        Files.write(rootFile(version), file);
    }

    /// The file `N.root.json`.
    public Path rootFile(int version) {
        return trust().resolve(version + ".root.json");
    }

    /// Makes this the first root, and burns its digest: what the maker would do at the factory.
    public void provision(Signed root) throws IOException {
        provision(root.bytes());
    }

    public void provision(byte[] root) throws IOException {
        root(1, root);
        otp(sha256(root));
    }

    /// Appends a root that the maker's root keys have signed: what a rotation does.
    public void rotate(int version, String text) throws IOException, ReleaseException {
        root(version, new Signed(List.of(), text).signedBy(keys.root()));
    }

    public void otp(byte[] bits) throws IOException {
        Files.write(file("otp.bin"), bits);
    }

    /// Puts the same version into slot B.
    public void fillSlotB() throws IOException {
        Folders.copy(slotA(), slotB());
    }

    /// The keys without one of them.
    public static <K extends RawSigner> List<K> without(List<K> keys, K missing) {
        List<K> fewer = new ArrayList<>(keys);
        fewer.remove(missing);
        return fewer;
    }

    static byte[] sha256(byte[] bytes) {
        return digest("SHA-256", bytes);
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
