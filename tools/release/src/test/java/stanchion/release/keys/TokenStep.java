package stanchion.release.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import stanchion.release.PublicKeys;
import stanchion.release.ReleaseException;

/// Signs the file `message` of the working folder with a token, in a process that was started with
/// the token's configuration.
final class TokenStep {
    private TokenStep() {}

    public static void main(String... words) throws IOException {
        try {
            Passphrases pin =
                    Passphrases.files(Optional.of(Path.of(words[1])), Map.of(), Maker.NONE);
            TokenKey key =
                    TokenKey.openOrGenerate(TokenWords.parse(words[2]), pin.of("root-2", "Ada"));
            Files.writeString(Path.of("key.pub.pem"), PublicKeys.pem(key.key()));
            Files.write(Path.of("signature"), key.sign(Files.readAllBytes(Path.of("message"))));
            System.out.println("signed");
        } catch (ReleaseException refused) {
            System.out.println(refused.line());
            System.exit(1);
        }
    }
}
