package io.ketstream.results.kernel;

/// There is no matrix to be had, and the message says why.
public final class NoMatrixException extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// Whether there may be one later.
    public enum Kind {
        NEVER,
        NOT_YET
    }

    private final Kind kind;

    private NoMatrixException(Kind kind, String message) {
        super(message);
        this.kind = kind;
    }

    static NoMatrixException never(String message) {
        return new NoMatrixException(Kind.NEVER, message);
    }

    static NoMatrixException notYet(String message) {
        return new NoMatrixException(Kind.NOT_YET, message);
    }

    /// The run was forgotten while its matrix was read.
    public static NoMatrixException forgotten() {
        return never("The run has been forgotten, and its matrix with it.");
    }

    public Kind kind() {
        return kind;
    }
}
