/// What the charger decides, as values and functions: no clock, thread, logger, file, socket or
/// random source.
module stanchion.pure {
    requires transitive stanchion.hal;

    exports stanchion.pilot;
    exports stanchion.safety;
    exports stanchion.session;
    exports stanchion.control;
    exports stanchion.link;
    exports stanchion.journal;
    exports stanchion.metering;
    exports stanchion.schedule;
}
