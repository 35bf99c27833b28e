package stanchion.bench.cli;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `20s`, `1.5s`, `30m`, `1h` or `2d`.
final class Span implements ITypeConverter<Duration> {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,4}(?:\\.[0-9]{1,3})?)([smhd])");
    private static final int SECOND_MILLIS = 1000;

    @Override
    public Duration convert(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new TypeConversionException("'" + text + "' is no time like 20s");
        }
        long unit =
                switch (parts.group(2)) {
                    case "d" -> 24 * 60 * 60;
                    case "h" -> 60 * 60;
                    case "m" -> 60;
                    default -> 1;
                };
        return Duration.ofMillis(
                Math.round(Double.parseDouble(parts.group(1)) * unit * SECOND_MILLIS));
    }
}
