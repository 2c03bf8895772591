package io.ketstream.execution.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;
import io.ketstream.model.operator.PauliString;
import io.ketstream.model.operator.PauliSum;
import io.ketstream.model.run.ExecutionSpecification;
import io.ketstream.model.run.Grouping;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The body of a job: a circuit as OpenQASM 2.0 or 3 with what to do with it. Only `circuit` is required.
///
/// @param parameters one vector or more, in the order of the circuit's inputs; absent or none: one empty vector
/// @param shots of each vector; absent: exact
/// @param observables estimated on the state before the terminal measurements
/// @param backend a backend's name or `auto`
/// @param seed of all samples; absent: chosen, and told in the answer
/// @param grouping which terms of an observable are sampled together; absent: qubit-wise
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobRequest(
        String circuit,
        @Nullable List<RealVector> parameters,
        @Nullable Integer shots,
        @Nullable List<Observable> observables,
        @Nullable String backend,
        @Nullable Long seed,
        @Nullable Grouping grouping) {

    public static final int MOST_VECTORS = 1000;
    public static final int MOST_OBSERVABLES = 100;
    public static final int MOST_TERMS = 100_000;

    /// A sum of Pauli strings.
    public record Observable(List<Term> terms) {

        /// `coefficient` · `pauli`; the rightmost letter acts on qubit 0.
        public record Term(PauliString pauli, Double coefficient) {
            public Term {
                Rules.required("pauli", pauli);
                Rules.moderate("coefficient", Rules.required("coefficient", coefficient));
            }
        }

        public Observable {
            terms = List.copyOf(Rules.required("terms", terms));
            Rules.notEmpty("terms", terms);
            Rules.within("terms.length", terms.size(), 1, MOST_TERMS);
        }

        /// @throws InvalidValueException when a string has not one letter a qubit
        PauliSum toPauliSum(int qubits) {
            var sum = new ArrayList<PauliSum.Term>(terms.size());
            for (int i = 0; i < terms.size(); i++) {
                PauliString pauli = terms.get(i).pauli();
                if (pauli.qubits() != qubits) {
                    throw new InvalidValueException(
                            "terms[" + i + "].pauli",
                            "must have " + qubits + " letters, one for each qubit, not " + pauli.qubits());
                }
                sum.add(new PauliSum.Term(pauli, terms.get(i).coefficient()));
            }
            return new PauliSum(qubits, sum);
        }
    }

    public JobRequest {
        Rules.required("circuit", circuit);
        parameters = Rules.given(parameters);
        if (parameters != null) {
            Rules.within("parameters.length", parameters.size(), 1, MOST_VECTORS);
            for (int k = 0; k < parameters.size(); k++) {
                Rules.moderate("parameters[" + k + "]", Rules.required("parameters[" + k + "]", parameters.get(k)));
            }
            parameters = List.copyOf(parameters);
        }
        if (shots != null) {
            Rules.within("shots", shots, 1, ExecutionSpecification.MAX_SHOTS);
        }
        if (observables != null) {
            Rules.within("observables.length", observables.size(), 0, MOST_OBSERVABLES);
            for (int i = 0; i < observables.size(); i++) {
                Rules.required("observables[" + i + "]", observables.get(i));
            }
            observables = List.copyOf(observables);
        }
    }

    public String backendOrAuto() {
        return backend == null ? ExecutionSpecification.AUTO : backend;
    }

    Grouping groupingOrDefault() {
        return grouping == null ? Grouping.QUBIT_WISE : grouping;
    }

    JobRequest withSeed(long chosen) {
        return new JobRequest(circuit, parameters, shots, observables, backend, seed == null ? chosen : seed, grouping);
    }

    List<RealVector> vectors() {
        return parameters == null ? List.of(RealVector.zeros(0)) : parameters;
    }

    List<Observable> observablesOrNone() {
        return observables == null ? List.of() : observables;
    }
}
