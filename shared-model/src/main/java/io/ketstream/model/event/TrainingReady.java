package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.RunId;
import io.ketstream.model.learning.LearningProblem;
import io.ketstream.model.learning.LearningSettings;
import io.ketstream.model.learning.TableClaim;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.run.ParentRun;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The circuit of a run that learns is there, so that it can begin: instead of [RunCircuitReady].
///
/// @param qubits of the circuit
/// @param inputs how many angles a row has; its parameters are these, then the weights, or, where a
///     network's angles are weighted, the weights alone, the first of them multiplied by the angles
/// @param weights how many weights the circuit has
/// @param readout observables that are a network's outputs; of a kernel none
/// @param test as in [TrainingSubmitted]
/// @param parent of a run that another has begun
@JsonClassDescription("The circuit of a run that learns from a data set is there, so that it can begin.")
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingReady(
        EventMetadata metadata,
        RunId runId,
        Digest circuitDigest,
        Link circuitLink,
        int qubits,
        int inputs,
        int weights,
        List<PauliString> readout,
        LearningProblem problem,
        Digest problemDigest,
        TableClaim table,
        @Nullable TableClaim test,
        LearningSettings settings,
        @Nullable ParentRun parent)
        implements RunEvent {

    public TrainingReady {
        readout = List.copyOf(readout);
    }
}
