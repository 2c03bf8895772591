package io.ketstream.execution.backend;

/// The engine that a question is pinned to is not here.
public final class EngineNotInstalledException extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    public EngineNotInstalledException(String message) {
        super(message);
    }
}
