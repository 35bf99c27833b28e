package stanchion.gateway.update;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a metadata file that has its version in it.
///
/// @param role such as `root`
record MetadataName(long version, String role) {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,8})\\.([a-z]{1,16})\\.json");

    /// Reads one, such as `2.root.json`.
    static MetadataName of(String file) throws IOException {
        Matcher form = FORM.matcher(file);
        if (!form.matches()) {
            throw new IOException("no metadata is named " + file);
        }
        return new MetadataName(Long.parseLong(form.group(1)), form.group(2));
    }

    String file() {
        return version + "." + role + ".json";
    }

    /// Whether it is asked for to find out whether there is one. Everything but a root is named by
    /// signed metadata before.
    boolean isProbe() {
        return role.equals("root");
    }
}
