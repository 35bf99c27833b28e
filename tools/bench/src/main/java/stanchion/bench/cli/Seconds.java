package stanchion.bench.cli;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `20s` or `1.5s`.
final class Seconds implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        if (!text.matches("[0-9]{1,4}(\\.[0-9]{1,3})?s")) {
            throw new TypeConversionException("'" + text + "' is no time like 20s");
        }
        double seconds = Double.parseDouble(text.substring(0, text.length() - 1));
        return Duration.ofMillis(Math.round(seconds * 1000));
    }
}
