package io.ketstream.results.replay;

/// The broker did not take a command; whether it will appear is unknown.
public final class CommandNotSentException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public CommandNotSentException(Throwable cause) {
        super("the broker did not acknowledge the command", cause);
    }
}
