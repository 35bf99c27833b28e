package stanchion.gateway.api;

import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.math.RoundingMode;

/// Numbers of a message: as many digits as mean something, never an exponent.
final class Decimals {
    private Decimals() {}

    static JsonPrimitive rounded(double value, int digits) {
        BigDecimal exact = BigDecimal.valueOf(value).setScale(digits, RoundingMode.HALF_EVEN);
        return new JsonPrimitive(new BigDecimal(exact.stripTrailingZeros().toPlainString()));
    }
}
