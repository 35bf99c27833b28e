/// What Linux does for a charger board: its devices, straight from the kernel's own interfaces.
module stanchion.hal.linux {
    requires transitive stanchion.hal;

    exports stanchion.hal.linux;
}
