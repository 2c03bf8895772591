package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.Rules;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Where and how circuits are run.
///
/// @param shots absent: exact expectation values, on simulators only
/// @param grouping of the terms of an observable that is not diagonal, where it is sampled; absent: qubit-wise
public record ExecutionSpecification(
        String backend,
        @Nullable Integer shots,
        List<String> mitigation,
        Objective objective,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Grouping grouping) {

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
        // One form of each meaning, so that what is older than the choice keeps its digest.
        grouping = grouping == Grouping.QUBIT_WISE ? null : grouping;
    }

    @JsonCreator
    public static ExecutionSpecification of(
            @Nullable String backend,
            @Nullable Integer shots,
            @Nullable List<String> mitigation,
            @Nullable Objective objective,
            @Nullable Grouping grouping) {
        return new ExecutionSpecification(
                backend == null ? AUTO : backend,
                shots,
                mitigation == null ? List.of() : mitigation,
                objective == null ? new Objective.Mean() : objective,
                grouping);
    }
}
