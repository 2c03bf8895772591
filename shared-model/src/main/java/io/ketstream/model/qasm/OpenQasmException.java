package io.ketstream.model.qasm;

/// A program that is not OpenQASM, or uses what these readers do not support, with the place (both counted from
/// 1).
public final class OpenQasmException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;
    private final String reason;

    OpenQasmException(Position at, String reason) {
        super("line " + at.line() + ", column " + at.column() + ": " + reason);
        this.line = at.line();
        this.column = at.column();
        this.reason = reason;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /// What is wrong, without the place.
    public String reason() {
        return reason;
    }
}
