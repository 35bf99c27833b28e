/// Keys, signatures, certificates and device folders.
module stanchion.release {
    requires stanchion.boot;
}
