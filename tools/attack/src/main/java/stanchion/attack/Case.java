package stanchion.attack;

import java.util.List;
import stanchion.boot.Refusal;
import stanchion.update.UpdateEvents;
import stanchion.update.UpdateState;

/// One attack on the boot chain.
///
/// @param id group letter and number, for example `A07`
/// @param sentence what the attacker has done
/// @param expected how the charger must answer
/// @param spoil does it
/// @param twin the nearest innocent form of the same act
public record Case(String id, String sentence, Expected expected, Act spoil, Twin twin) {
    /// Begins a case: `Case.of("A01", "…").refused(CAUSE).by(charger -> …).unless("…", charger ->
    /// …)`.
    public static Named of(String id, String sentence) {
        return new Named(id, sentence);
    }

    /// The letter of the group that the case belongs to.
    public String group() {
        return id.substring(0, 1);
    }

    /// A case whose answer is still to be said.
    public record Named(String id, String sentence) {
        /// Nothing may boot, for this cause.
        public Answered refused(Refusal cause) {
            return new Answered(id, sentence, new Expected.Refused(cause));
        }

        /// Slot A is refused for this cause, and slot B boots.
        public Answered fallsBack(Refusal cause) {
            return new Answered(id, sentence, new Expected.FallsBack(cause));
        }

        /// What is signed boots all the same, and the verifier's line says so.
        public Answered boots(String line) {
            return new Answered(id, sentence, new Expected.Boots(line));
        }

        /// The update is refused for this cause, and the version that runs boots as before.
        public Answered updateRefused(String cause) {
            return new Answered(id, sentence, new Expected.UpdateRefused(cause));
        }

        /// Nobody believed anything wrong: the version that runs stays, and boots.
        public Answered stays(UpdateState.Phase phase) {
            return new Answered(id, sentence, new Expected.Stays(phase));
        }

        /// The update is taken all the same, and this was told on the way.
        public Answered updates(UpdateEvents.Event event) {
            return new Answered(id, sentence, new Expected.Updates(event));
        }

        /// Whoever wins the race: what is signed boots, or nothing does.
        public Answered bootsOrRefuses(Refusal... causes) {
            return new Answered(id, sentence, new Expected.BootsOrRefuses(List.of(causes)));
        }
    }

    /// A case whose deed is still to be said.
    public record Answered(String id, String sentence, Expected expected) {
        public Done by(Act spoil) {
            return new Done(this, spoil);
        }
    }

    /// A case whose twin is still to be said.
    public record Done(Answered answered, Act spoil) {
        /// The innocent form, which must boot.
        public Case unless(String sentence, Act act) {
            return unless(new Twin(sentence, act));
        }

        public Case unless(Twin twin) {
            return new Case(answered.id, answered.sentence, answered.expected, spoil, twin);
        }
    }
}
