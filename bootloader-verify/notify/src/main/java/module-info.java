/// Tells of a refused boot, from outside the slots. The JDK alone, and of it `java.base` alone.
module stanchion.notify {
    exports stanchion.notify;
}
