package stanchion.attack;

import java.util.ArrayList;
import java.util.List;

/// Every attack, group by group.
public final class Catalogue {
    /// What the letters stand for.
    public enum Group {
        A("signatures"),
        B("metadata"),
        C("chain of roots"),
        D("rollback, freeze, mix"),
        E("files"),
        F("launch"),
        G("time of use, power, storage"),
        H("transport of updates"),
        J("OTP and TPM");

        private final String subject;

        Group(String subject) {
            this.subject = subject;
        }

        public String subject() {
            return subject;
        }
    }

    private Catalogue() {}

    /// All cases in the order of their ids.
    public static List<Case> all() {
        List<Case> all = new ArrayList<>();
        all.addAll(SignatureAttacks.cases());
        all.addAll(SpellingAttacks.cases());
        all.addAll(MetadataAttacks.cases());
        all.addAll(FieldAttacks.cases());
        all.addAll(MissingFields.cases());
        all.addAll(RootAttacks.cases());
        all.addAll(RoleAttacks.cases());
        all.addAll(KeyAttacks.cases());
        all.addAll(RollbackAttacks.cases());
        all.addAll(FreshnessAttacks.cases());
        all.addAll(AssignmentAttacks.cases());
        all.addAll(FileAttacks.cases());
        all.addAll(JarAttacks.cases());
        all.addAll(SigningAttacks.cases());
        all.addAll(LaunchAttacks.cases());
        all.addAll(RunFolderAttacks.cases());
        all.addAll(TimeOfUseAttacks.cases());
        all.addAll(RecordAttacks.cases());
        all.addAll(StorageAttacks.cases());
        all.addAll(TransportAttacks.cases());
        all.addAll(OtpAttacks.cases());
        all.addAll(TpmAttacks.cases());
        return List.copyOf(all);
    }
}
