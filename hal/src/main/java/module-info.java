/// What a charger board can do, and the units everything is said in. Knows nobody of ours.
module stanchion.hal {
    exports stanchion.units;
    exports stanchion.hal;
    exports stanchion.launch;
}
