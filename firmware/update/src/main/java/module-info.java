/// Updates that cannot brick: what may be believed, what is sent, where it is written and when it
/// runs. The JDK alone; the network is a port.
module stanchion.update {
    requires transitive stanchion.boot;

    exports stanchion.update;
    exports stanchion.update.delta;
    exports stanchion.update.slot;
    exports stanchion.update.tuf;
}
