/// The process that speaks to the world: MQTT, store, commands. No devices.
///
/// A verified launch switches multi-release jars off, and a modular multi-release jar then loses
/// its descriptor and takes its module's name from its file. So on a module path each jar is named
/// after its module (`com.google.gson.jar`, `org.xerial.sqlitejdbc.jar`, …), and what the
/// descriptors of the libraries would have asked of the JDK is asked for here.
module stanchion.gateway {
    requires transitive stanchion.pure;
    requires stanchion.boot;
    requires java.logging;
    requires java.sql;
    requires com.google.gson;
    requires org.eclipse.paho.mqttv5.client;
    requires org.tinylog.api;
    requires org.tinylog.api.jul;
    requires org.xerial.sqlitejdbc;

    exports stanchion.gateway.api;

    provides org.eclipse.paho.mqttv5.client.spi.NetworkModuleFactory with
            stanchion.gateway.telemetry.GuardedModuleFactory;
}
