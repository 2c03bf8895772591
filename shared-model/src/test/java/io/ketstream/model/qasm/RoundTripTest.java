package io.ketstream.model.qasm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.circuit.ClassicalRegister;
import io.ketstream.model.circuit.Gate;
import io.ketstream.model.circuit.Instruction;
import io.ketstream.model.circuit.ParameterExpression;
import io.ketstream.model.circuit.ParameterizedCircuit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is written is read back equal: the same gates, the same bits of every number.
class RoundTripTest {

    private static final int QUBITS = 6;
    private static final List<Gate> GATES = List.of(Gate.values());
    private static final List<ClassicalRegister> REGISTERS =
            List.of(new ClassicalRegister("c", 3), new ClassicalRegister("flag", 1), new ClassicalRegister("wide", 66));
    private static final List<String> PARAMETERS = List.of("theta", "gamma_0", "β", "q");

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRandomCircuitIsReadBackEqual(long seed) {
        var random = new Random(seed);
        var circuit = new ParameterizedCircuit(QUBITS, REGISTERS, PARAMETERS, instructions(random, 30, 0));

        assertThat(OpenQasm.read(OpenQasm.write(circuit))).isEqualTo(circuit);
    }

    @ParameterizedTest
    @EnumSource(Gate.class)
    void everyGateIsReadBackAsItself(Gate gate) {
        var circuit = ParameterizedCircuit.of(
                QUBITS, PARAMETERS, List.of(apply(new Random(1), gate), apply(new Random(2), gate)));

        assertThat(OpenQasm.read(OpenQasm.write(circuit))).isEqualTo(circuit);
    }

    @Test
    void theTextOfASmallCircuit() {
        var circuit = new ParameterizedCircuit(
                2,
                List.of(new ClassicalRegister("c", 2)),
                List.of("gamma", "beta"),
                List.of(
                        new Instruction.Apply(Gate.RZZ, List.of(ParameterExpression.parameter(0, -0.5)), List.of(1, 0)),
                        new Instruction.Apply(
                                Gate.RX,
                                List.of(ParameterExpression.parameter(1)
                                        .plus(ParameterExpression.parameter(0, 2))
                                        .plus(ParameterExpression.constant(-0.25))),
                                List.of(0)),
                        new Instruction.Measure(0, 1),
                        new Instruction.Conditional(
                                List.of(1), 1, List.of(new Instruction.Reset(0)), List.of(new Instruction.Reset(1)))));

        assertThat(OpenQasm.write(circuit)).isEqualTo("""
                        OPENQASM 3.0;
                        include "stdgates.inc";
                        gate rzz(theta) a, b { cx a, b; rz(theta) b; cx a, b; }
                        input float[64] gamma;
                        input float[64] beta;
                        bit[2] c;
                        qubit[2] q;
                        rzz(-0.5*gamma) q[1], q[0];
                        rx(2.0*gamma + beta - 0.25) q[0];
                        c[1] = measure q[0];
                        if (c[1] == 1) {
                          reset q[0];
                        } else {
                          reset q[1];
                        }
                        """);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "", "1st", "pi", "input", "cx", "rzz", "measure"})
    void aParameterNeedsAName(String name) {
        var circuit = ParameterizedCircuit.of(1, List.of(name), List.of());

        assertThatThrownBy(() -> OpenQasm.write(circuit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + name + "'");
    }

    @Test
    void registersWithImpossibleNamesAreRenamed() {
        var circuit = new ParameterizedCircuit(
                1,
                List.of(
                        new ClassicalRegister("bit", 1),
                        new ClassicalRegister("theta", 1),
                        new ClassicalRegister("bit_", 1),
                        new ClassicalRegister("no name", 1)),
                List.of("theta"),
                List.of());

        assertThat(OpenQasm.read(OpenQasm.write(circuit)).registers())
                .extracting(ClassicalRegister::name)
                .doesNotHaveDuplicates()
                .startsWith("bit_", "theta_", "bit__")
                .hasSize(4);
    }

    private static List<Instruction> instructions(Random random, int count, int depth) {
        var instructions = new ArrayList<Instruction>();
        for (int i = 0; i < count; i++) {
            instructions.add(
                    switch (random.nextInt(12)) {
                        case 0 -> new Instruction.Measure(random.nextInt(QUBITS), random.nextInt(70));
                        case 1 -> new Instruction.Reset(random.nextInt(QUBITS));
                        case 2 -> new Instruction.Barrier(qubits(random, 1 + random.nextInt(QUBITS)));
                        case 3 -> depth < 3 ? conditional(random, depth) : new Instruction.Reset(0);
                        default -> apply(random, GATES.get(random.nextInt(GATES.size())));
                    });
        }
        return instructions;
    }

    private static Instruction conditional(Random random, int depth) {
        var bits = switch (random.nextInt(3)) {
            case 0 -> List.of(0, 1, 2);
            case 1 -> List.of(3);
            default -> shuffled(random, 70, 1 + random.nextInt(63));
        };
        long value = random.nextLong() & (-1L >>> (64 - bits.size()));
        return new Instruction.Conditional(
                bits,
                value,
                instructions(random, random.nextInt(4), depth + 1),
                instructions(random, random.nextInt(3), depth + 1));
    }

    private static Instruction apply(Random random, Gate gate) {
        var angles = new ArrayList<ParameterExpression>();
        for (int i = 0; i < gate.angles(); i++) {
            angles.add(angle(random));
        }
        return new Instruction.Apply(gate, angles, qubits(random, gate.qubits()));
    }

    private static ParameterExpression angle(Random random) {
        var angle = ParameterExpression.constant(random.nextInt(3) == 0 ? 0 : number(random));
        int terms = random.nextInt(4);
        for (int i = 0; i < terms; i++) {
            double coefficient = random.nextInt(3) == 0 ? (random.nextBoolean() ? 1 : -1) : number(random);
            angle = angle.plus(ParameterExpression.parameter(random.nextInt(PARAMETERS.size()), coefficient));
        }
        return angle;
    }

    /// Numbers of every size, not only nice ones.
    private static double number(Random random) {
        double number = Double.longBitsToDouble(random.nextLong());
        return Double.isFinite(number) && Math.abs(number) < 1e300 && random.nextBoolean()
                ? number
                : random.nextGaussian();
    }

    private static List<Integer> qubits(Random random, int count) {
        return shuffled(random, QUBITS, count);
    }

    private static List<Integer> shuffled(Random random, int size, int count) {
        var all = new ArrayList<Integer>();
        for (int i = 0; i < size; i++) {
            all.add(i);
        }
        Collections.shuffle(all, random);
        return List.copyOf(all.subList(0, count));
    }
}
