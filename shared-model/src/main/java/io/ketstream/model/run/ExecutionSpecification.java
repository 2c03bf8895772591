package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where and how circuits are run. `shots` absent: exact expectation values, on simulators only.
public record ExecutionSpecification(
        String backend, @Nullable Integer shots, List<String> mitigation, Objective objective) {

    public static final int MAX_SHOTS = 10_000_000;
    public static final String AUTO = "auto";
    private static final Set<String> BACKENDS = Set.of(AUTO, "local-statevector");

    public ExecutionSpecification {
        if (!BACKENDS.contains(backend)) {
            throw new InvalidValueException("backend", "must be one of auto, local-statevector, not '" + backend + "'");
        }
        if (shots != null) {
            Rules.within("shots", shots, 1, MAX_SHOTS);
        }
        mitigation = List.copyOf(mitigation);
        if (!mitigation.isEmpty()) {
            throw new InvalidValueException(
                    "mitigation[0]", "is not known: no mitigation applies to a noiseless backend");
        }
    }

    @JsonCreator
    public static ExecutionSpecification of(
            @Nullable String backend,
            @Nullable Integer shots,
            @Nullable List<String> mitigation,
            @Nullable Objective objective) {
        return new ExecutionSpecification(
                backend == null ? AUTO : backend,
                shots,
                mitigation == null ? List.of() : mitigation,
                objective == null ? new Objective.Mean() : objective);
    }
}
