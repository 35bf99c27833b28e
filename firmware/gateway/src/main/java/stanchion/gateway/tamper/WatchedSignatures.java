package stanchion.gateway.tamper;

import stanchion.gateway.api.Topic;
import stanchion.gateway.command.Ownership;
import stanchion.gateway.command.Signatures;

/// Judges signed commands as another does, and tells of each that was refused: of a wrong
/// signature, of somebody else's charger, sent a second time.
public final class WatchedSignatures implements Signatures {
    private final Signatures judge;
    private final Runnable refused;

    /// @param refused told of each
    public WatchedSignatures(Signatures judge, Runnable refused) {
        this.judge = judge;
        this.refused = refused;
    }

    @Override
    public Ownership ownership() {
        return judge.ownership();
    }

    @Override
    public Finding examine(Topic topic, String signed) {
        Finding finding = judge.examine(topic, signed);
        if (finding instanceof Finding.Refused) {
            refused.run();
        }
        return finding;
    }
}
