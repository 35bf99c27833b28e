/// Virtual machines made from Debian's packages, for what must be seen on a real kernel.
module stanchion.machine {
    exports stanchion.machine;
}
