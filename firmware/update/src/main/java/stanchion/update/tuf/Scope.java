package stanchion.update.tuf;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import stanchion.boot.Hex;

/// Which target paths a delegated role may name (The Update Framework specification, 4.5).
public sealed interface Scope {
    /// Whether a path is within it.
    boolean holds(String path);

    /// Shell patterns: `*` any characters, `?` one, neither of them a `/`.
    record Paths(List<String> patterns) implements Scope {
        public Paths {
            patterns = List.copyOf(patterns);
        }

        @Override
        public boolean holds(String path) {
            for (String pattern : patterns) {
                if (matches(pattern, path)) {
                    return true;
                }
            }
            return false;
        }

        /// Goes back to the last `*` alone: no pattern makes it slow.
        private static boolean matches(String pattern, String path) {
            int at = 0;
            int from = 0;
            int star = -1;
            int resume = 0;
            while (from < path.length()) {
                char c = path.charAt(from);
                if (at < pattern.length() && pattern.charAt(at) == '*') {
                    star = at++;
                    resume = from;
                } else if (at < pattern.length() && fits(pattern.charAt(at), c)) {
                    at++;
                    from++;
                } else if (star >= 0 && path.charAt(resume) != '/') {
                    at = star + 1;
                    from = ++resume;
                } else {
                    return false;
                }
            }
            while (at < pattern.length() && pattern.charAt(at) == '*') {
                at++;
            }
            return at == pattern.length();
        }

        private static boolean fits(char pattern, char c) {
            return pattern == c || (pattern == '?' && c != '/');
        }
    }

    /// Beginnings of the SHA-256 of the path, in hexadecimal.
    record HashPrefixes(List<String> prefixes) implements Scope {
        public HashPrefixes {
            prefixes = List.copyOf(prefixes);
        }

        @Override
        public boolean holds(String path) {
            String digest = sha256(path);
            return prefixes.stream().anyMatch(digest::startsWith);
        }

        private static String sha256(String path) {
            try {
                return Hex.of(
                        MessageDigest.getInstance("SHA-256")
                                .digest(path.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
