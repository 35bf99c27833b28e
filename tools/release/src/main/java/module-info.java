/// Keys, signatures, certificates and device folders. Never on a charger.
module stanchion.release {
    requires transitive stanchion.boot;
    requires transitive stanchion.update;
    requires com.google.gson;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;

    exports stanchion.release;
    exports stanchion.release.delta;
    exports stanchion.release.jar;
    exports stanchion.release.keys;
    exports stanchion.release.sign;
    exports stanchion.release.provision;
}
