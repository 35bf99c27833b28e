package stanchion.image.check;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an image for a test said of itself, in sections that begin with `== name`.
///
/// @param text all of it
record Answers(String text) {
    /// A section, without white space around it; empty when it is not there.
    String section(String name) {
        Matcher found =
                Pattern.compile("(?s)== " + Pattern.quote(name) + "\r?\n(.*?)(?=== |\\z)")
                        .matcher(text);
        return found.find() ? found.group(1).replace("\r", "").strip() : "";
    }

    /// What `systemd-analyze security` calls the exposure of a unit, 0 to 10; 10 when it says
    /// nothing of it.
    double exposure(String unit) {
        Matcher level =
                Pattern.compile(Pattern.quote(unit) + "\\.service: ([0-9]{1,2}\\.[0-9])")
                        .matcher(section("security"));
        return level.find() ? Double.parseDouble(level.group(1)) : 10;
    }
}
