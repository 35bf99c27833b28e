/// The process that speaks to the world. No devices.
module stanchion.gateway {
    requires stanchion.pure;
    requires stanchion.boot;
}
