package io.ketstream.stack.cli;

import io.ketstream.stack.LocalStack;

/// Closes the stack in order when the JVM is asked to end: Ctrl-C, SIGTERM, a closed terminal.
final class StopOnExit {
    private StopOnExit() {}

    static void arm(LocalStack stack) {
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop-stack"));
    }
}
