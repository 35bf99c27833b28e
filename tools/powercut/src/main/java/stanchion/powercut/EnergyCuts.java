package stanchion.powercut;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import stanchion.charger.EnergyRegister;
import stanchion.control.ControlCycle.Memory;
import stanchion.link.EnergyTotals;
import stanchion.powercut.disk.Dice;
import stanchion.powercut.disk.Disk;
import stanchion.powercut.disk.Fault;
import stanchion.powercut.disk.Lies;
import stanchion.powercut.disk.PowerCutError;
import stanchion.units.WattHours;

/// The power goes at every change of the disk while the energy register is written; from everything
/// that may be left then, the charger starts again and writes on.
///
/// ```text
/// acknowledged ≤ found ≤ begun        per direction, phase, session and closing; never more, never less
/// ```
public final class EnergyCuts {
    private static final int WRITES = 12;
    private static final int STEP = 3;
    private static final String FOLDER = "/charger";
    private static final String LOWER = " Wh acknowledged";

    /// Writes an energy register; a test has a careless one.
    public interface Store {
        /// What the last write left.
        Memory memory();

        /// Keeps more; when it returns the charger may tell it.
        void write(Memory memory) throws IOException;
    }

    private final Lies lies;
    private final BiFunction<Path, Lies, Store> opening;
    private final int mixtures;
    private final List<String> findings = new ArrayList<>();
    private long cuts;
    private long survivors;

    private EnergyCuts(Lies lies, BiFunction<Path, Lies, Store> opening, int mixtures) {
        this.lies = lies;
        this.opening = opening;
        this.mixtures = mixtures;
    }

    /// What came of it.
    ///
    /// @param survivors disks that were started again
    /// @param findings what must never happen and did
    public record Result(long cuts, long survivors, List<String> findings) {
        public Result {
            findings = List.copyOf(findings);
        }

        /// Starts that found less than had been acknowledged.
        public long lower() {
            return findings.stream().filter(one -> one.endsWith(LOWER)).count();
        }

        /// Everything else that must not happen: energy that nobody counted, or that counts twice.
        public long others() {
            return findings.size() - lower();
        }
    }

    /// With the register that ships.
    ///
    /// @param mixtures of what survives each cut, besides all lost and all kept
    public static Result run(Lies lies, int mixtures) {
        return run(lies, mixtures, (folder, honest) -> shipped(folder));
    }

    /// With another one.
    public static Result run(Lies lies, int mixtures, BiFunction<Path, Lies, Store> opening) {
        EnergyCuts campaign = new EnergyCuts(lies, opening, mixtures);
        campaign.cutEverywhere();
        return new Result(campaign.cuts, campaign.survivors, campaign.findings);
    }

    private static Store shipped(Path folder) {
        try {
            EnergyRegister register = EnergyRegister.open(folder);
            return new Store() {
                @Override
                public Memory memory() {
                    return register.memory();
                }

                @Override
                public void write(Memory memory) throws IOException {
                    register.write(memory);
                }
            };
        } catch (IOException unusable) {
            throw new IllegalStateException(unusable);
        }
    }

    private void cutEverywhere() {
        boolean cut = true;
        for (int change = 1; cut; change++) {
            cut = cutAt(change);
        }
    }

    /// @return whether the power went
    private boolean cutAt(int change) {
        Disk disk = new Disk(lies);
        Path folder = disk.files().getPath(FOLDER);
        make(folder);
        disk.set(Fault.powerAt(change));
        long[] promised = new long[1];
        boolean cut = writes(disk, 0, promised);
        if (cut) {
            cuts++;
        }
        List<Dice> outcomes = new ArrayList<>(List.of(Dice.nothing(), Dice.everything()));
        for (int mixture = 0; mixture < mixtures; mixture++) {
            outcomes.add(Dice.mixture(1000L * change + mixture));
        }
        for (Dice dice : outcomes) {
            survivors++;
            judge(disk.survivor(dice), promised[0], "cut at change " + change + ", " + dice);
        }
        return cut;
    }

    /// The folder itself was made long ago.
    private static void make(Path folder) {
        try {
            Files.createDirectories(folder);
            try (FileChannel opened = FileChannel.open(folder.getParent())) {
                opened.force(true);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// @param promised becomes the last number that was acknowledged
    private boolean writes(Disk disk, long from, long[] promised) {
        promised[0] = from;
        try {
            Store store = opening.apply(disk.files().getPath(FOLDER), lies);
            for (long number = from + STEP; number <= from + WRITES * STEP; number += STEP) {
                store.write(memory(number));
                disk.requirePower();
                promised[0] = number;
            }
            return false;
        } catch (PowerCutError cut) {
            return true;
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private void judge(Disk survivor, long promised, String run) {
        Memory found = opening.apply(survivor.files().getPath(FOLDER), lies).memory();
        long number = Math.round(found.energy().imported().value());
        if (number < promised) {
            findings.add(run + ": " + number + " Wh found, " + promised + LOWER);
        } else if (number > promised + STEP) {
            findings.add(run + ": " + number + " Wh found, more than was ever counted");
        } else if (found.sessions() != number) {
            findings.add(run + ": session " + found.sessions() + " with " + number + " Wh");
        } else if (!between(found, promised)) {
            findings.add(run + ": the phases are not those of " + promised + " Wh: " + found);
        }
        long[] again = new long[1];
        writes(survivor, number, again);
        Memory end = opening.apply(survivor.files().getPath(FOLDER), lies).memory();
        if (!end.equals(memory(number + WRITES * STEP))) {
            findings.add(run + ": written on, the end is " + end);
        }
    }

    /// What stands behind the record may be of the write that was cut off, never of one before the
    /// last that was acknowledged.
    private static boolean between(Memory found, long promised) {
        Memory least = memory(promised);
        Memory most = memory(promised + STEP);
        return found.energy().atLeast(least.energy()).equals(found.energy())
                && most.energy().atLeast(found.energy()).equals(most.energy())
                && found.closings() >= least.closings()
                && found.closings() <= most.closings();
    }

    private static Memory memory(long number) {
        if (number == 0) {
            return Memory.NONE;
        }
        EnergyTotals.Phase phase =
                new EnergyTotals.Phase(new WattHours(number / 3.0), new WattHours(number / 4.0));
        return new Memory(
                new EnergyTotals(
                        new WattHours(number),
                        new WattHours(number / 2.0),
                        List.of(phase, phase, phase)),
                number,
                2 * number);
    }
}
