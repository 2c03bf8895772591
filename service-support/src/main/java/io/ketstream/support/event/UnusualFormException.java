package io.ketstream.support.event;

/// Something stands there that [TurnWriter] or [TurnReader] leaves to the mapper.
final class UnusualFormException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    UnusualFormException(String message) {
        super(message);
    }

    /// It is caught at once and nobody looks.
    @Override
    public Throwable fillInStackTrace() {
        return this;
    }
}
