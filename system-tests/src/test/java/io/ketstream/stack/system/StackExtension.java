package io.ketstream.stack.system;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands the one [Suite] of this JVM to every test; it is started for the first and stopped after the last. One that
/// does not start is not started again.
final class StackExtension implements ParameterResolver {
    /// The lock on the stack's parts: who needs all of them shares it, who takes some away has it alone.
    static final String PARTS = "parts";

    /// The tag of what only `./ketstream chaos` runs.
    static final String CHAOS = "chaos";

    private static final Namespace NAMESPACE = Namespace.create(StackExtension.class);

    private sealed interface Start extends AutoCloseable {
        record Running(Suite suite) implements Start {
            @Override
            public void close() {
                suite.close();
            }
        }

        record Failed(RuntimeException reason) implements Start {
            @Override
            public void close() {
                // What had been started has been stopped.
            }
        }

        @Override
        void close();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Suite.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Start start = context.getRoot().getStore(NAMESPACE).computeIfAbsent(Suite.class, key -> start(), Start.class);
        return switch (start) {
            case Start.Running running -> running.suite();
            case Start.Failed failed -> throw new IllegalStateException("the stack did not start", failed.reason());
        };
    }

    private static Start start() {
        try {
            return new Start.Running(Suite.start());
        } catch (RuntimeException failed) {
            return new Start.Failed(failed);
        }
    }
}
