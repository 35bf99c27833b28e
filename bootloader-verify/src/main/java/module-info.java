/// May this application run? The JDK alone, and of it `java.base` alone.
module stanchion.boot {
    exports stanchion.boot;
}
