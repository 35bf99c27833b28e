package stanchion.boot;

/// Why a charger does not boot: one constant per cause, each with the exit status of the verifier's
/// process and a sentence an engineer can act on.
///
/// Statuses keep clear of 0 (boots), 1 and 2 (the launcher's), 64 (wrong arguments) and everything
/// from 126 on (the shell's and signals).
public enum Refusal {
    ENV_TAINT(
            10,
            Scope.CHARGER,
            "An environment variable could change what runs; start the verifier without it."),
    OTP_UNREADABLE(
            11, Scope.CHARGER, "The one-time-programmable memory cannot be read as 256 bits."),
    UNPROVISIONED(
            12,
            Scope.CHARGER,
            "The one-time-programmable memory is all zero; provision this charger first."),
    ROOT_MISSING(13, Scope.CHARGER, "There is no 1.root.json; restore the trust folder."),
    ROOT_STRAY(
            14,
            Scope.CHARGER,
            "The trust folder holds something that is not N.root.json; remove it."),
    ROOT_GAP(15, Scope.CHARGER, "A root of the chain is missing; restore the trust folder."),
    ROOT_TOO_MANY(16, Scope.CHARGER, "The chain of roots is longer than a verifier follows."),
    ROOT_NOT_IN_OTP(
            17,
            Scope.CHARGER,
            "The first root is not the one this charger was provisioned with; restore it."),
    ROOT_VERSION(18, Scope.CHARGER, "A root's version is not its place in the chain; restore it."),
    ROOT_UNREADABLE(19, Scope.CHARGER, "The trust folder cannot be read; check the storage."),
    KEY_ID(20, Scope.CHARGER, "A key does not stand under the digest of itself; sign it anew."),
    KEY_TYPE(
            21,
            Scope.CHARGER,
            "A key is of no supported type, of the wrong length, or lets anybody sign."),
    ROLE_THRESHOLD(
            22,
            Scope.CHARGER,
            "A role's threshold is 0 or more than its keys; sign the root anew."),
    ROLE_NOT_HYBRID(
            23,
            Scope.CHARGER,
            "A role could be fulfilled without a classical or without a post-quantum signature."),
    ROOT_SIGNATURES(24, Scope.CHARGER, "A root lacks signatures that hold; restore it."),
    ROOT_METADATA(25, Scope.CHARGER, "A root is not well-formed canonical metadata; restore it."),
    COUNTER_UNREADABLE(
            26,
            Scope.CHARGER,
            "The rollback counter cannot be read; without it any old version could return."),
    RUN_FOLDER(
            27,
            Scope.CHARGER,
            "The run folder cannot take the verified copy; give an empty folder on a RAM file"
                    + " system."),
    RUN_FOLDER_NOT_RAM(
            28,
            Scope.CHARGER,
            "The run folder is not on tmpfs or ramfs; only a bench may say --bench."),
    BOOT_DESCRIPTION(
            29,
            Scope.CHARGER,
            "The boot description cannot be followed; correct the line that it names."),
    BENCH_ADAPTER(
            30,
            Scope.CHARGER,
            "A production charger must not use what only a bench may; name real hardware."),
    DEVICE_KEY_UNREADABLE(
            31, Scope.CHARGER, "The device key cannot be read as 256 bits; check the hardware."),
    OTP_LOCK(
            32,
            Scope.CHARGER,
            "The one-time-programmable memory could not be locked against writing; power-cycle."),
    COUNTER_FOREIGN(
            33,
            Scope.CHARGER,
            "The index of the rollback counter holds something else; provision this charger"
                    + " again."),
    EMPTY(40, Scope.SLOT, "The slot holds nothing; install a version."),
    SLOT_UNREADABLE(41, Scope.SLOT, "The slot cannot be read; check the storage."),
    METADATA_SIZE(42, Scope.SLOT, "targets.json is larger than a verifier reads."),
    METADATA_ENVELOPE(43, Scope.SLOT, "The signatures of targets.json are not well-formed."),
    SIGNATURE_UNKNOWN_KEY(
            44, Scope.SLOT, "targets.json is signed with a key that the root does not name."),
    SIGNATURE_INVALID(
            45, Scope.SLOT, "A signature does not fit targets.json; install the slot again."),
    SIGNATURE_THRESHOLD(46, Scope.SLOT, "targets.json carries fewer signatures than it needs."),
    METADATA_SYNTAX(47, Scope.SLOT, "The signed part is not strict JSON; sign it anew."),
    METADATA_NOT_CANONICAL(48, Scope.SLOT, "The signed part is not in canonical form."),
    METADATA_FIELDS(49, Scope.SLOT, "A field of the signed part is missing or out of range."),
    METADATA_TYPE(50, Scope.SLOT, "The signed part is of another role or format version."),
    TARGET_NAME(51, Scope.SLOT, "A target's name is not a plain file name."),
    HARDWARE(52, Scope.SLOT, "This version is for other hardware; install the one for this."),
    JRE(53, Scope.SLOT, "This version is for another Java build; install both together."),
    ROLLBACK(54, Scope.SLOT, "This version is older than one that was confirmed here."),
    FILE_EXTRA(60, Scope.SLOT, "The slot holds a file that was not signed; remove it."),
    FILE_MISSING(61, Scope.SLOT, "A signed file is missing; install the slot again."),
    FILE_NOT_REGULAR(62, Scope.SLOT, "A slot holds plain files only: no link, folder or device."),
    FILE_LINKED(63, Scope.SLOT, "The file has a second name elsewhere and could change there."),
    FILE_LENGTH(65, Scope.SLOT, "The file has not the signed length; install the slot again."),
    FILE_DIGEST(
            66, Scope.SLOT, "The file's bytes are not the signed ones; install the slot again."),
    FILE_UNREADABLE(67, Scope.SLOT, "The file cannot be read; check the storage."),
    COPY_FAILED(68, Scope.SLOT, "The verified copy could not be written; is the RAM full?"),
    SLOT_STATE(
            70,
            Scope.CHARGER,
            "The slot records let neither slot run: none is confirmed or on its try; install a"
                    + " version."),
    SLOT_CHANGED(
            71,
            Scope.SLOT,
            "The slot holds another version than the one recorded for it; install it again."),
    TRY_NOT_RECORDED(
            72,
            Scope.SLOT,
            "The try of this version cannot be written down, so it must not run; check the"
                    + " storage."),
    RUN_FOLDER_FULL(
            73,
            Scope.SLOT,
            "The file system of the run folder has no room for the verified copy; give it more"
                    + " RAM."),
    EPOCH_NOT_ALLOWED(
            74,
            Scope.SLOT,
            "The version claims a security epoch that the newest root here does not allow; restore"
                    + " the newest root, or sign the version anew."),
    INTERNAL(125, Scope.SLOT, "The verifier itself failed; report this line to the maker.");

    /// What a cause rules out: this slot, or every slot of this charger.
    public enum Scope {
        SLOT,
        CHARGER
    }

    private final int status;
    private final Scope scope;
    private final String sentence;

    Refusal(int status, Scope scope, String sentence) {
        this.status = status;
        this.scope = scope;
        this.sentence = sentence;
    }

    /// Exit status of the verifier's process, 10…125.
    public int status() {
        return status;
    }

    public Scope scope() {
        return scope;
    }

    /// What it means and what to do.
    public String sentence() {
        return sentence;
    }
}
