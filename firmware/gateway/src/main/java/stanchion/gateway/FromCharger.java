package stanchion.gateway;

import java.util.List;
import java.util.function.Consumer;
import org.tinylog.Logger;
import stanchion.gateway.charging.ChargingDesk;
import stanchion.gateway.command.CommandDesk;
import stanchion.gateway.link.ChargerLink;
import stanchion.gateway.link.SilenceWatch;
import stanchion.gateway.tamper.TamperDesk;
import stanchion.gateway.update.ChargerFacts;
import stanchion.link.LinkRecord.Hello;
import stanchion.link.LinkRecord.Numbered;
import stanchion.link.Report;
import stanchion.units.Uptime;

/// Hands what the charger says to those whom it concerns.
final class FromCharger implements ChargerLink.Listener {
    /// Who takes in what the charger does.
    record Desks(
            CommandDesk commands, ChargingDesk charging, TamperDesk tamper, ChargerFacts facts) {}

    private final Reporter reporter;
    private final CommandDesk desk;
    private final TamperDesk tamper;
    private final SilenceWatch watch;
    private final ChargerFacts facts;
    private final ChargingDesk charging;
    private final Consumer<Hello> announcing;

    /// @param announcing tells others what the charger says it is
    FromCharger(Reporter reporter, Desks desks, SilenceWatch watch, Consumer<Hello> announcing) {
        this.reporter = reporter;
        this.desk = desks.commands;
        this.tamper = desks.tamper;
        this.watch = watch;
        this.facts = desks.facts;
        this.charging = desks.charging;
        this.announcing = announcing;
    }

    @Override
    public void hello(Hello hello) {
        // proves that its socket lives, not that its loop does: only a report counts as heard
        reporter.hello(hello);
        charging.hello(hello);
        announcing.accept(hello);
    }

    @Override
    public boolean store(Hello from, List<Numbered> reports) {
        if (reports.stream().anyMatch(one -> !(one.report() instanceof Report.Rhythm))) {
            watch.heard(new Uptime(System.nanoTime())); // the rhythm is not told by the loop itself
        }
        for (Numbered numbered : reports) {
            switch (numbered.report()) {
                case Report.Status status -> {
                    facts.status(status);
                    charging.status(from, status);
                    tamper.status(status); // before the state that follows from it
                    reporter.status(from, status); // last: who reads it may rely on the others
                }
                case Report.Rhythm rhythm -> facts.rhythm(rhythm);
                case Report.RequestOutcome outcome -> {
                    desk.decided(outcome);
                    facts.decided(outcome);
                }
                case Report.Meter meter -> charging.meter(meter);
                case Report.Session session -> Logger.trace("session {}", numbered.seq());
                case Report.Event event -> Logger.info("{} {}", event.name(), event.detail());
            }
        }
        return reporter.store(from, reports);
    }

    @Override
    public void gone() {
        Logger.warn("the charger is gone");
    }
}
