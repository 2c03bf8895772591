package io.ketstream.circuit.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.CircuitDefinition.CircuitResources;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResourceCountTest {

    @Test
    void depthIsTheLongestChainOfGatesThatShareQubits() {
        ParameterizedCircuit circuit = ParameterizedCircuit.of(
                3,
                List.of("theta0"),
                List.of(
                        new Instruction.Apply(Gate.H, List.of(), List.of(0)),
                        new Instruction.Apply(Gate.H, List.of(), List.of(2)),
                        new Instruction.Apply(Gate.CX, List.of(), List.of(0, 1)),
                        new Instruction.Apply(Gate.RX, List.of(ParameterExpression.parameter(0)), List.of(2)),
                        new Instruction.Apply(Gate.CX, List.of(), List.of(1, 2))));
        assertThat(ResourceCount.of(circuit)).isEqualTo(new CircuitResources(5, 2, 3, 1));
    }
}
