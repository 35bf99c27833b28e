package stanchion.bench.accuracy;

/// One load through one front end: the same codes through every meter.
///
/// @param fifth windows of 0.2 s of the charger's meter
/// @param second windows of 1 s of the charger's meter
/// @param naive whole cycles between samples, the voltage interpolated by a line
/// @param peer whole cycles between samples, two products, as emonLibCM
/// @param floorFifth the least standard deviation that noise and rounding allow over 0.2 s, in ppm
/// @param floorSecond the same over 1 s
record Row(
        Case of,
        FrontEnd frontEnd,
        Errors fifth,
        Errors second,
        Errors naive,
        Errors peer,
        double floorFifth,
        double floorSecond) {
    /// A load and what to call it.
    record Case(String name, Load load) {}

    private static final double FIFTH = 0.2;
    private static final Firmware WINDOW = new Firmware(1);
    private static final Firmware SECOND = new Firmware(5);
    private static final WholeCycles NAIVE = new WholeCycles(WholeCycles.Delaying.LINE);
    private static final WholeCycles PEER = new WholeCycles(WholeCycles.Delaying.TWO_PRODUCTS);

    /// @param seconds of codes; the first 0.2 s show the meter the frequency
    static Row measure(Case of, FrontEnd frontEnd, double seconds, long seed) {
        int[] codes = frontEnd.codes(of.load, seconds, seed);
        return new Row(
                of,
                frontEnd,
                errors(WINDOW, of, frontEnd, codes),
                errors(SECOND, of, frontEnd, codes),
                errors(NAIVE, of, frontEnd, codes),
                errors(PEER, of, frontEnd, codes),
                frontEnd.floorPpm(of.load, FIFTH * frontEnd.rate()),
                frontEnd.floorPpm(of.load, frontEnd.rate()));
    }

    private static Errors errors(WattSeries meter, Case of, FrontEnd frontEnd, int[] codes) {
        return Errors.of(meter.watts(frontEnd.analog(), codes), of.load.trueWatts());
    }
}
