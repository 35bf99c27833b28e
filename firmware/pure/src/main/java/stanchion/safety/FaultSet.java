package stanchion.safety;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Predicate;
import stanchion.hal.SafetyLimits.ResidualStandard;
import stanchion.safety.Protection.Latch;

/// An immutable set of faults that costs nothing to carry from cycle to cycle.
///
/// @param bits one per fault, by its place in [Fault]
public record FaultSet(long bits) {
    public static final FaultSet NONE = new FaultSet(0);

    /// With one of these nothing else that was sensed can be believed.
    public static final FaultSet BLIND = FaultSet.of(Fault.SAMPLES_LOST).with(Fault.LOOP_OVERRUN);

    private static final Fault[] ALL = Fault.values();

    /// The signs of tampering, which only the owner clears.
    public static final FaultSet TAMPERING =
            new FaultSet(~0L).where(fault -> fault.latch() == Latch.FOR_OWNER);

    /// `fault` if it is `so`, else nothing.
    public static FaultSet when(boolean so, Fault fault) {
        return so ? of(fault) : NONE;
    }

    public static FaultSet of(Fault fault) {
        return new FaultSet(bit(fault));
    }

    public boolean isEmpty() {
        return bits == 0;
    }

    public boolean contains(Fault fault) {
        return (bits & bit(fault)) != 0;
    }

    public FaultSet with(Fault fault) {
        return union(of(fault));
    }

    public FaultSet union(FaultSet other) {
        return withBits(bits | other.bits);
    }

    public FaultSet minus(FaultSet other) {
        return withBits(bits & ~other.bits);
    }

    public FaultSet intersection(FaultSet other) {
        return withBits(bits & other.bits);
    }

    public boolean intersects(FaultSet other) {
        return (bits & other.bits) != 0;
    }

    public FaultSet where(Predicate<Fault> wanted) {
        FaultSet found = NONE;
        for (Fault fault : ALL) {
            if (contains(fault) && wanted.test(fault)) {
                found = found.with(fault);
            }
        }
        return found;
    }

    /// The longest wait any of them demands; zero when empty.
    public Duration reclose(ResidualStandard standard) {
        Duration longest = Duration.ZERO;
        for (Fault fault : ALL) {
            if (contains(fault) && fault.reclose(standard).compareTo(longest) > 0) {
                longest = fault.reclose(standard);
            }
        }
        return longest;
    }

    /// In the order of the table, so that the same decisions tell the same events in the same
    /// order.
    public Set<Fault> asSet() {
        EnumSet<Fault> set = EnumSet.noneOf(Fault.class);
        for (Fault fault : ALL) {
            if (contains(fault)) {
                set.add(fault);
            }
        }
        return Collections.unmodifiableSet(set);
    }

    /// Names separated by spaces; empty without any.
    public String text() {
        if (bits == 0) {
            return "";
        }
        StringJoiner names = new StringJoiner(" ");
        for (Fault fault : ALL) {
            if (contains(fault)) {
                names.add(fault.name());
            }
        }
        return names.toString();
    }

    @SuppressWarnings("EnumOrdinal") // the bits never leave the process
    private static long bit(Fault fault) {
        return 1L << fault.ordinal();
    }

    private FaultSet withBits(long wanted) {
        return wanted == bits ? this : new FaultSet(wanted);
    }
}
