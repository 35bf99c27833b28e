/// What Linux does for a charger board: its devices, straight from the kernel's own interfaces.
/// Third-party libraries stay inside.
module stanchion.hal.linux {
    requires transitive stanchion.hal;
    requires com.fazecast.jSerialComm;
    requires com.pi4j;
    requires org.slf4j;

    exports stanchion.hal.linux;
    exports stanchion.hal.linux.modbus;
    exports stanchion.hal.linux.serial;

    provides org.slf4j.spi.SLF4JServiceProvider with
            stanchion.hal.linux.pi4j.Silence;
}
