/// Images of chargers: makes them from Debian's packages, boots them in virtual machines and judges
/// what is seen.
module stanchion.image {
    requires transitive stanchion.machine;
    requires transitive stanchion.release;
    requires stanchion.sim;

    exports stanchion.image;
    exports stanchion.image.check;
    exports stanchion.image.disk;
}
