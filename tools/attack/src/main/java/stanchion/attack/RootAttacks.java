package stanchion.attack;

import java.util.List;
import stanchion.boot.Refusal;

/// Group C: a chain of roots that does not lead from the charger's OTP to who may sign.
final class RootAttacks {
    private RootAttacks() {}

    static List<Case> cases() {
        return List.of(
                Case.of("C01", "the OTP holds the digest of another root")
                        .refused(Refusal.ROOT_NOT_IN_OTP)
                        .by(charger -> charger.otp(Charger.sha256(new byte[1])))
                        .unless(
                                "the OTP is read, and holds the digest of this root",
                                charger -> charger.otp(Charger.sha256(charger.root(1).bytes()))),
                Case.of("C02", "the OTP was never written")
                        .refused(Refusal.UNPROVISIONED)
                        .by(charger -> charger.otp(new byte[32]))
                        .unless(
                                "the OTP is written once, with the digest of the first root",
                                charger -> charger.provision(charger.root(1))));
    }
}
