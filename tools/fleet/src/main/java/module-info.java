/// Releases out to a fleet, in stages, and what came of them. Never on a charger.
module stanchion.fleet {
    requires transitive stanchion.release;
    requires transitive stanchion.update;
    requires com.google.gson;
    requires com.hivemq.client.mqtt;
    requires java.sql;

    exports stanchion.fleet;
    exports stanchion.fleet.control;
    exports stanchion.fleet.ingest;
    exports stanchion.fleet.mqtt;
    exports stanchion.fleet.publish;
    exports stanchion.fleet.rollout;
    exports stanchion.fleet.simulate;
    exports stanchion.fleet.store;
}
