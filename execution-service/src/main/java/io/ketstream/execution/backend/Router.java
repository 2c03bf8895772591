package io.ketstream.execution.backend;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.run.ExecutionSpecification;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Chooses the backend of a workload: the named one, or for `auto` the first, in order of configuration, that can
/// take it. The choice depends on the workload and the configuration only, never on a clock or on load.
public final class Router {

    private final List<Backend> backends;

    public Router(List<Backend> backends) {
        if (backends.isEmpty()) {
            throw new IllegalArgumentException("there is no backend");
        }
        this.backends = List.copyOf(backends);
    }

    public List<Backend> backends() {
        return backends;
    }

    /// @param pinned the engine that must answer, when a run's first question was answered already
    /// @throws InvalidValueException when no backend can take the workload, now or later
    public Backend route(String name, @Nullable Engine pinned, Workload workload) {
        if (pinned != null) {
            return pinned(pinned, workload);
        }
        if (!name.equals(ExecutionSpecification.AUTO)) {
            Backend backend = named(name);
            backend.check(workload);
            return backend;
        }
        InvalidValueException refusal = null;
        for (Backend backend : backends) {
            try {
                backend.check(workload);
                return backend;
            } catch (InvalidValueException e) {
                refusal = refusal == null ? e : refusal;
            }
        }
        throw refusal == null ? new IllegalStateException("there is no backend") : refusal;
    }

    /// @throws InvalidValueException when there is none of that name
    public Backend named(String name) {
        for (Backend backend : backends) {
            if (backend.description().name().equals(name)) {
                return backend;
            }
        }
        throw new InvalidValueException(
                "backend",
                "must be one of auto, "
                        + backends.stream()
                                .map(backend -> backend.description().name())
                                .collect(Collectors.joining(", "))
                        + ", not '" + name + "'");
    }

    private Backend pinned(Engine pinned, Workload workload) {
        for (Backend backend : backends) {
            if (backend.description().engine().equals(pinned)) {
                backend.check(workload);
                return backend;
            }
        }
        throw new EngineNotInstalledException(
                "pinned must be an engine that is installed: this run began on " + text(pinned) + ", here is "
                        + backends.stream()
                                .map(backend -> text(backend.description().engine()))
                                .collect(Collectors.joining(", "))
                        + "; its results cannot be continued bit for bit");
    }

    private static String text(Engine engine) {
        return engine.backend() + "/" + engine.name() + "/" + engine.profile();
    }
}
