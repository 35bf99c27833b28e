package stanchion.release.keys;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import stanchion.release.ReleaseException;

/// Which key of which token, in the words of a PKCS#11 URI (RFC 7512): `module=FILE token=LABEL
/// object=LABEL`, spaces in a label as `%20`.
///
/// @param module the vendor's library
/// @param token the token's label
/// @param object the key's label
public record TokenWords(Path module, String token, String object) {
    static TokenWords parse(String text) throws ReleaseException {
        Map<String, String> found = new TreeMap<>();
        for (String word : text.strip().split(" +", -1)) {
            int equals = word.indexOf('=');
            boolean known = equals > 0 && "module token object".contains(word.substring(0, equals));
            if (!known || found.put(word.substring(0, equals), decode(word, equals)) != null) {
                throw wrong(text);
            }
        }
        if (found.size() != 3) {
            throw wrong(text);
        }
        return new TokenWords(
                Path.of(found.getOrDefault("module", "")),
                found.getOrDefault("token", ""),
                found.getOrDefault("object", ""));
    }

    private static String decode(String word, int equals) throws ReleaseException {
        try {
            String value = word.substring(equals + 1).replace("+", "%2B");
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw wrong(word);
        }
    }

    private static ReleaseException wrong(String text) {
        return new ReleaseException(
                "token " + text + ": write module=FILE token=LABEL object=LABEL, a space as %20");
    }

    @Override
    public String toString() {
        return "module="
                + coded(module.toString())
                + " token="
                + coded(token)
                + " object="
                + coded(object);
    }

    private static String coded(String text) {
        return text.replace("%", "%25").replace(" ", "%20").replace(";", "%3B");
    }
}
