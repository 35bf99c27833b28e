/// What Linux does for a charger board: its devices, straight from the kernel's own interfaces.
module stanchion.hal.linux {
    requires transitive stanchion.hal;
    requires com.fazecast.jSerialComm;

    exports stanchion.hal.linux;
    exports stanchion.hal.linux.modbus;
    exports stanchion.hal.linux.serial;
}
