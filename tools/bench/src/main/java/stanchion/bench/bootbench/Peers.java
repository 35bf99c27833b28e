package stanchion.bench.bootbench;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import stanchion.bench.process.JavaCommand;

/// What others take for the bytes of a slot: `openssl dgst -verify` over all of them in one file,
/// `jarsigner -verify` over a jar of them, both with ECDSA on P-256 and SHA-256.
final class Peers {
    static final String OPENSSL = "openssl dgst -verify";
    static final String JARSIGNER = "jarsigner -verify";
    static final String JARSIGNER_FILES = "jarsigner, whole files";
    private static final String PASSWORD = "bench-only";
    private static final String ALIAS = "maker";

    private final Path folder;

    Peers(Path folder) {
        this.folder = folder;
    }

    /// Signs `files` with a key of its own; nothing where openssl is not installed.
    Optional<Contender> openssl(List<Path> files) throws IOException {
        if (!Tool.onPath("openssl")) {
            return Optional.empty();
        }
        Path bytes = folder.resolve("slot.bin");
        try (OutputStream out = Files.newOutputStream(bytes)) {
            for (Path file : files) {
                Files.copy(file, out);
            }
        }
        Path key = folder.resolve("public.pem");
        Path signature = folder.resolve("slot.sig");
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            Files.writeString(key, pem(pair.getPublic().getEncoded()));
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(pair.getPrivate());
            signer.update(Files.readAllBytes(bytes));
            Files.write(signature, signer.sign());
        } catch (GeneralSecurityException missing) {
            throw new BootBenchTrouble("this JDK cannot sign with ECDSA", missing);
        }
        List<String> command =
                List.of(
                        "openssl",
                        "dgst",
                        "-sha256",
                        "-verify",
                        key.toString(),
                        "-signature",
                        signature.toString(),
                        bytes.toString());
        return Optional.of(new ProcessRun(OPENSSL, command, "Verified OK"));
    }

    /// Signs jars with a key of its own: one as makers of Java programs do, where every class is an
    /// entry with a digest of its own, and one whose entries are whole files of the slot.
    List<Contender> jarsigner(List<Path> files) throws IOException, InterruptedException {
        Path keys = folder.resolve("keys.p12");
        Tool.run(
                tool("keytool"),
                "-genkeypair",
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=bench");
        return List.of(
                jarsigner(JARSIGNER, SlotJar.ofClasses(files, folder.resolve("classes.jar")), keys),
                jarsigner(
                        JARSIGNER_FILES,
                        SlotJar.ofFiles(files, folder.resolve("files.jar")),
                        keys));
    }

    private static Contender jarsigner(String name, Path jar, Path keys)
            throws InterruptedException {
        Tool.run(
                tool("jarsigner"),
                "-keystore",
                keys.toString(),
                "-storepass",
                PASSWORD,
                "-digestalg",
                "SHA-256",
                jar.toString(),
                ALIAS);
        List<String> command = List.of(tool("jarsigner"), "-verify", jar.toString());
        return new ProcessRun(name, command, "jar verified.");
    }

    private static String tool(String name) {
        return Path.of(JavaCommand.executable()).resolveSibling(name).toString();
    }

    private static String pem(byte[] publicKey) {
        String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey);
        return "-----BEGIN PUBLIC KEY-----\n" + text + "\n-----END PUBLIC KEY-----\n";
    }
}
