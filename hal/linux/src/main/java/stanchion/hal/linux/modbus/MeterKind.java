package stanchion.hal.linux.modbus;

import java.util.Locale;
import java.util.Optional;

/// The meters that can be read, by the word of a board's description.
public enum MeterKind {
    SDM120,
    SDM230,
    SDM630,
    B21,
    B23,
    EM24,
    EM340;

    /// The meter called `word`, like `sdm630`.
    public static Optional<MeterKind> of(String word) {
        for (MeterKind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /// What a description calls it.
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Its maker and type.
    public String title() {
        return map().name();
    }

    /// How many phases it measures.
    public int phases() {
        return map().phases();
    }

    RegisterMap map() {
        return switch (this) {
            case SDM120 -> Eastron.SDM120;
            case SDM230 -> Eastron.SDM230;
            case SDM630 -> Eastron.SDM630;
            case B21 -> AbbB.B21;
            case B23 -> AbbB.B23;
            case EM24 -> CarloGavazzi.EM24;
            case EM340 -> CarloGavazzi.EM340;
        };
    }
}
