package stanchion.link;

/// Why a received frame was refused: one constant per cause.
public enum Refusal {
    /// The length says less than a version and a type.
    FRAME_TOO_SHORT,
    /// The length exceeds [Framing#MAX_LENGTH].
    FRAME_TOO_LONG,
    UNKNOWN_VERSION,
    /// No such record, report, request or variant.
    UNKNOWN_TYPE,
    /// The payload ends inside a field.
    TRUNCATED,
    /// The payload goes on behind its last field.
    TRAILING_BYTES,
    /// No such constant of an enumeration.
    UNKNOWN_CONSTANT,
    /// NaN or infinite.
    NOT_A_NUMBER,
    /// A number outside what its unit or its count allows.
    OUT_OF_RANGE,
    /// A text of more than [WireWriter#MAX_TEXT_BYTES].
    TEXT_TOO_LONG,
    /// A text that is not UTF-8.
    MALFORMED_TEXT,
    /// A member of a set for the second time.
    DUPLICATE
}
