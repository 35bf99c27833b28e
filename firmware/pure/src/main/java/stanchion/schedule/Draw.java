package stanchion.schedule;

/// Where random numbers come from: on a charger from a cryptographic generator, so that chargers
/// which start in the same second differ.
@FunctionalInterface
public interface Draw {
    /// A number from 0 to `most`, both included, each as likely as the others.
    ///
    /// @param most 0 or more
    int upTo(int most);
}
