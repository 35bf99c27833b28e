package stanchion.powercut.board;

import java.io.IOException;
import stanchion.machine.Qemu;
import stanchion.powercut.Moment;

/// One machine, from power on to power off.
///
/// ```text
/// its disk's story is not told:  go ─► the moment of the plan ─► n changes ─► power off
/// it is told already:            go ─► end ─► verify ─► renew ─► a new disk, and as above
/// ```
///
/// Something that must not happen turns the power off at once.
final class PowerOn {
    private static final String VERIFIED = "verified ";

    /// To the machine and back.
    interface Channel {
        void say(String line) throws IOException;

        /// The next line; an empty one when the machine is gone.
        String hear() throws IOException;

        static Channel of(Qemu machine) {
            return new Channel() {
                @Override
                public void say(String line) throws IOException {
                    machine.say(line);
                }

                @Override
                public String hear() throws IOException {
                    return machine.hear();
                }
            };
        }
    }

    private final Channel running;
    private final CutPlan plan;
    private final PowerSupply supply;
    private final Writer writer;
    private Facts facts;
    private boolean worn;
    private boolean armed;

    /// @param facts of the disk that is in
    PowerOn(Channel running, CutPlan plan, PowerSupply supply, Writer writer, Facts facts) {
        this.running = running;
        this.plan = plan;
        this.supply = supply;
        this.writer = writer;
        this.facts = facts;
        this.worn = facts.ended();
    }

    /// Returns when the machine is gone.
    ///
    /// @return what is told of the disk that is in now
    Facts untilItIsGone() throws IOException {
        begin();
        for (String line = running.hear(); !line.isEmpty(); line = running.hear()) {
            take(facts.hear(line));
        }
        return facts;
    }

    /// Returns when the story of the disk is told and the verifier's process has said its word, or
    /// when something went wrong.
    Facts untilItIsTold() throws IOException {
        running.say(facts.order(writer));
        worn = true;
        for (String line = running.hear(); !line.isEmpty(); line = running.hear()) {
            String said = facts.hear(line);
            boolean enough =
                    writer == Writer.CARELESS
                            ? said.startsWith("found ")
                            : judged(said) || !facts.violations().isEmpty();
            if (enough) {
                return facts;
            }
        }
        facts.hear("violation it did not come up to tell its story.");
        return facts;
    }

    private void begin() throws IOException {
        if (!worn && plan.moment() == Moment.MOUNTING) {
            arm();
        }
        running.say(facts.order(writer));
    }

    private void take(String said) throws IOException {
        if (!facts.violations().isEmpty()) {
            supply.pull();
        } else if (worn) {
            if (judged(said)) {
                running.say("renew");
            } else if (said.equals("released")) {
                renew();
            }
        } else if (!armed && due()) {
            arm();
        }
    }

    /// Takes it from the end of its story to the word of the verifier's process.
    ///
    /// @return whether that was said
    private boolean judged(String said) throws IOException {
        if (said.equals("end")) {
            running.say("verify");
        }
        if (said.startsWith(VERIFIED) && !said.contains("BOOT ")) {
            facts.hear("violation the verifier's process: " + said + ".");
        }
        return said.startsWith(VERIFIED);
    }

    private void renew() throws IOException {
        worn = false;
        facts = facts.ofNewDisk(plan.story());
        supply.insertNew(plan.atom());
        begin();
    }

    private boolean due() {
        return switch (writer) {
            case REAL, UNFLUSHED -> facts.moment() == plan.moment() || facts.ended();
            case CARELESS -> facts.acknowledged("careless") >= plan.acknowledged();
        };
    }

    private void arm() {
        armed = true;
        if (writer == Writer.CARELESS) {
            supply.pull(); // it would wait for ever for what nobody syncs
        } else {
            supply.cutAfter(plan.changes());
        }
    }
}
