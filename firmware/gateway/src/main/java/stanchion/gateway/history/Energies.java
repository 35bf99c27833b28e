package stanchion.gateway.history;

import java.util.Arrays;
import java.util.function.LongBinaryOperator;
import stanchion.link.EnergyTotals;
import stanchion.units.WattHours;

/// Energy per direction and phase, in whole millionths of a watt-hour, so that sums are exact: what
/// is divided among quarter-hours is the register again when it is added up.
public final class Energies {
    static final Energies ZERO = new Energies(new long[Channel.values().length]);

    private static final double MICRO = 1e6;

    /// What is counted; each a column of the database.
    public enum Channel {
        IMPORTED("imported"),
        EXPORTED("exported"),
        IMPORTED_L1("imported_l1"),
        EXPORTED_L1("exported_l1"),
        IMPORTED_L2("imported_l2"),
        EXPORTED_L2("exported_l2"),
        IMPORTED_L3("imported_l3"),
        EXPORTED_L3("exported_l3");

        private final String column;

        Channel(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }

    private final long[] micro;

    private Energies(long[] micro) {
        this.micro = micro;
    }

    /// @param micro as many as there are channels, in their order
    static Energies of(long[] micro) {
        return new Energies(Arrays.copyOf(micro, Channel.values().length));
    }

    static Energies of(EnergyTotals totals) {
        long[] micro = new long[Channel.values().length];
        micro[0] = micro(totals.imported());
        micro[1] = micro(totals.exported());
        for (int phase = 0; phase < EnergyTotals.MAX_PHASES; phase++) {
            micro[2 + 2 * phase] = micro(totals.phase(phase).imported());
            micro[3 + 2 * phase] = micro(totals.phase(phase).exported());
        }
        return new Energies(micro);
    }

    static long micro(WattHours energy) {
        return Math.round(energy.value() * MICRO);
    }

    /// In millionths of a watt-hour.
    public long micro(Channel channel) {
        return micro[place(channel)];
    }

    public WattHours of(Channel channel) {
        return new WattHours(micro(channel) / MICRO);
    }

    public long imported() {
        return micro(Channel.IMPORTED);
    }

    Energies plus(Energies other) {
        return combined(other, Long::sum);
    }

    Energies minus(Energies other) {
        return combined(other, (a, b) -> a - b);
    }

    /// Channel by channel, whichever is greater.
    Energies atLeast(Energies other) {
        return combined(other, Math::max);
    }

    /// This times `part` over `whole`, about: who divides all of it gives the rest to the last.
    Energies share(long part, long whole) {
        double share = (double) part / whole;
        return combined(ZERO, (mine, zero) -> (long) (mine * share));
    }

    boolean isZero() {
        return Arrays.stream(micro).allMatch(one -> one == 0);
    }

    @SuppressWarnings("EnumOrdinal") // the array is indexed by the channels, in this class alone
    private static int place(Channel channel) {
        return channel.ordinal();
    }

    private Energies combined(Energies other, LongBinaryOperator operator) {
        long[] combined = new long[micro.length];
        for (int i = 0; i < micro.length; i++) {
            combined[i] = operator.applyAsLong(micro[i], other.micro[i]);
        }
        return new Energies(combined);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Energies that && Arrays.equals(micro, that.micro);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(micro);
    }

    @Override
    public String toString() {
        return Arrays.toString(micro) + " µWh";
    }
}
