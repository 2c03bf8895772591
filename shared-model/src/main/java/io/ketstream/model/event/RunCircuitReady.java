package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RunId;
import io.ketstream.model.run.Formulation;
import io.ketstream.model.run.ParentRun;
import io.ketstream.model.run.RunSettings;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A run's circuit is there, so that its loop can begin.
///
/// @param parameters the circuit's parameter names in order; QAOA: `gamma0…`, then `beta0…`
/// @param formulation the energy, absent where it is large: then behind `formulationLink`, whose digest is of its JSON
/// @param problemDigest as in [RunSubmitted]
/// @param parent of a run that another has begun
@JsonClassDescription("A run's circuit is there, so that its loop can begin.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunCircuitReady(
        EventMetadata metadata,
        RunId runId,
        Digest circuitDigest,
        Link circuitLink,
        List<String> parameters,
        Digest problemDigest,
        @Nullable Formulation formulation,
        @Nullable Link formulationLink,
        RunSettings settings,
        @Nullable ParentRun parent)
        implements RunEvent {

    /// Of a run that is nobody's child.
    public RunCircuitReady(
            EventMetadata metadata,
            RunId runId,
            Digest circuitDigest,
            Link circuitLink,
            List<String> parameters,
            Digest problemDigest,
            @Nullable Formulation formulation,
            @Nullable Link formulationLink,
            RunSettings settings) {
        this(
                metadata,
                runId,
                circuitDigest,
                circuitLink,
                parameters,
                problemDigest,
                formulation,
                formulationLink,
                settings,
                null);
    }

    public RunCircuitReady {
        parameters = List.copyOf(parameters);
        if ((formulation == null) == (formulationLink == null)) {
            throw new IllegalArgumentException("a formulation is either in the event or behind a link");
        }
    }
}
