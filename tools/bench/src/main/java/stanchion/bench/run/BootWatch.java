package stanchion.bench.run;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import stanchion.bench.broker.Delivery;
import stanchion.release.BootReport;
import stanchion.release.BootReport.Checked;
import stanchion.release.BootReport.Flaw;

/// The charger's signed word on its boot, held against the certificates it has.
final class BootWatch {
    private final String topic;
    private final Supplier<List<X509Certificate>> certificates;
    private final Consumer<String> tell;
    private volatile Optional<Checked> last = Optional.empty();

    /// A watch that has heard nothing yet.
    ///
    /// @param certificates of the charger, as they are now
    /// @param tell one line about each report
    BootWatch(String device, Supplier<List<X509Certificate>> certificates, Consumer<String> tell) {
        this.topic = "stanchion/v1/" + device + "/boot";
        this.certificates = certificates;
        this.tell = tell;
    }

    void accept(Delivery delivery) {
        if (delivery.topic().equals(topic)) {
            Checked checked = check(delivery.text());
            last = Optional.of(checked);
            tell.accept(line(checked));
        }
    }

    private Checked check(String report) {
        Checked best = new Checked.Doubtful(Flaw.OTHER_CERTIFICATE, "the charger has none");
        for (X509Certificate certificate : certificates.get()) {
            best = BootReport.verify(report, certificate);
            if (!(best instanceof Checked.Doubtful(Flaw flaw, String _))
                    || flaw != Flaw.OTHER_CERTIFICATE) {
                return best;
            }
        }
        return best;
    }

    /// One line about the last report.
    String line() {
        return last.map(BootWatch::line).orElse("none");
    }

    /// Whether the last report is the charger's own.
    boolean isGenuine() {
        return last.filter(Checked.Genuine.class::isInstance).isPresent();
    }

    private static String line(Checked checked) {
        return switch (checked) {
            case Checked.Genuine report ->
                    "genuine: %s, slot %s, firmware %s, epoch %s, verifier %s"
                            .formatted(
                                    report.device(),
                                    report.said("slot").orElse("?"),
                                    report.said("firmware").orElse("?"),
                                    report.said("security_epoch").orElse("?"),
                                    report.said("verifier").orElse("?"));
            case Checked.Doubtful(Flaw flaw, String detail) -> "doubtful: " + flaw + ", " + detail;
        };
    }
}
