/// The process that speaks to the world: MQTT, store, commands. No devices.
///
/// A verified launch switches multi-release jars off, and a library that keeps its module
/// descriptor in such a branch then takes its module's name from its file. So either the branches
/// are resolved when the slot is made, or each jar is named after its module
/// (`com.google.gson.jar`, `org.xerial.sqlitejdbc.jar`, …). Both ways start.
module stanchion.gateway {
    requires transitive stanchion.pure;
    requires jdk.crypto.cryptoki; // the TPM, where a charger has one
    requires stanchion.boot;
    requires transitive stanchion.update;
    requires java.logging;
    requires transitive java.sql; // a store hands its connection to who writes
    requires com.google.gson;
    requires org.eclipse.paho.mqttv5.client;
    requires org.tinylog.api;
    requires org.tinylog.api.jul;
    requires org.xerial.sqlitejdbc;

    exports stanchion.gateway.api;
    exports stanchion.gateway.history; // a year of it is simulated
    exports stanchion.gateway.time;
    exports stanchion.gateway.store; // a power cut needs somebody who writes

    provides org.eclipse.paho.mqttv5.client.spi.NetworkModuleFactory with
            stanchion.gateway.telemetry.GuardedModuleFactory;
}
