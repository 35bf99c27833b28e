/// Keys, signatures, certificates and device folders. Never on a charger.
module stanchion.release {
    requires transitive stanchion.boot;
    requires org.bouncycastle.pkix;
    requires org.bouncycastle.provider;

    exports stanchion.release;
}
