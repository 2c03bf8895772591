package io.ketstream.execution.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.execution.backend.statevector.LocalStatevector;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RealVector;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.run.Grouping;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RouterTest {

    private final LocalStatevector local = new LocalStatevector(1 << 20, 1 << 20, 2);
    private final Router router = new Router(List.of(local));

    private static Workload workload(int qubits) {
        return new Workload.CircuitRun(
                ParameterizedCircuit.of(qubits, List.of(), List.of()),
                List.of(RealVector.zeros(0)),
                null,
                0,
                List.of(),
                Grouping.QUBIT_WISE);
    }

    @Test
    void autoTakesTheFirstThatCan() {
        assertThat(router.route("auto", null, workload(4))).isSameAs(local);
        assertThat(router.route("local-statevector", null, workload(4))).isSameAs(local);
    }

    @Test
    void refusesAnUnknownName() {
        assertThatThrownBy(() -> router.route("ibm_kyiv", null, workload(4)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("backend must be one of auto, local-statevector, not 'ibm_kyiv'");
    }

    @Test
    void refusesACircuitThatFitsNowhere() {
        assertThatThrownBy(() -> router.route("auto", null, workload(20)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("circuit must have at most 15 qubits on local-statevector, not 20");
    }

    /// 120 of 1024 amplitudes: less memory than the same circuit with a Hadamard gate, which needs all.
    @Test
    void demandIsThatOfTheAmplitudesThatAreHeld() {
        List<Instruction> exchange = List.of(
                gate(Gate.X, 0), gate(Gate.X, 4), gate(Gate.X, 7), rotation(Gate.RXX, 0, 1), rotation(Gate.RYY, 0, 1));
        var spread = new ArrayList<>(exchange);
        spread.add(gate(Gate.H, 0));
        Demand part = local.demand(run(exchange));
        Demand all = local.demand(run(spread));
        assertThat(part.bytes()).isLessThan(all.bytes());
        assertThat(part.seconds()).isLessThan(all.seconds() / 5);
    }

    private static Workload run(List<Instruction> gates) {
        return new Workload.CircuitRun(
                ParameterizedCircuit.of(10, List.of("beta"), gates),
                List.of(RealVector.of(0.3)),
                null,
                0,
                List.of(),
                Grouping.QUBIT_WISE);
    }

    private static Instruction gate(Gate gate, int qubit) {
        return new Instruction.Apply(gate, List.of(), List.of(qubit));
    }

    private static Instruction rotation(Gate gate, int first, int second) {
        return new Instruction.Apply(gate, List.of(ParameterExpression.parameter(0)), List.of(first, second));
    }

    @Test
    void keepsToThePinnedEngine() {
        assertThat(router.route("auto", local.description().engine(), workload(4)))
                .isSameAs(local);
        var older = new Engine("local-statevector", "statevector-0", "f64");
        assertThatThrownBy(() -> router.route("auto", older, workload(4)))
                .isInstanceOf(EngineNotInstalledException.class)
                .hasMessageContaining("local-statevector/statevector-0/f64");
    }
}
