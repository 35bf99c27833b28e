package stanchion.charger;

import stanchion.link.Report;
import stanchion.units.Uptime;

/// What can happen to the charger's process, by the name it is reported under as a [Report.Event];
/// the events of charging are named by `stanchion.session.EventName`.
public enum ProcessEvent {
    /// No record of the energy register could be read: it counts from 0 again.
    ENERGY_REGISTER_LOST,
    /// The latch that a battery keeps was found tripped at the start; the detail says since when,
    /// if it knows.
    TAMPER_LATCH_TRIPPED,
    /// The latch could not be armed again; retried every second.
    TAMPER_LATCH_STUCK,
    /// Energy register or health file cannot be written; retried every second.
    STATE_UNWRITABLE,
    /// The ahead-of-time cache that the detail names is not in use: the process started without it.
    AOT_NOT_MAPPED,
    /// The gateway broke the link's rules and was disconnected; the detail names the first cause.
    LINK_ABUSED,
    /// Reports were dropped because nobody fetched them; the detail says how many.
    REPORTS_DROPPED;

    private static final int MAX_DETAIL = 200;

    Report.Event at(Uptime at, String detail) {
        int length = Math.min(detail.length(), MAX_DETAIL);
        return new Report.Event(at, name(), detail.substring(0, length));
    }
}
