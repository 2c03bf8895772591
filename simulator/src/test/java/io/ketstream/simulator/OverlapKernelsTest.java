package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Vectors of every width against plain loops, to the bit, and plain loops against definitions.
class OverlapKernelsTest {

    private static final int[] QUBITS = {1, 2, 3, 4, 5, 6, 7, 9, 12};

    private static final OverlapKernels SCALAR = new ScalarOverlaps();

    /// Terms of at most 1 in sums of at most 2^12.
    private static final double ROUNDING = 1e-12;

    /// Two states, sums and a density, all that a kernel may write to.
    private static final class Memory {
        private final BraKet states;
        private final double[] sums;
        private final double[] density;

        private Memory(BraKet states, double[] sums, double[] density) {
            this.states = states;
            this.sums = sums;
            this.density = density;
        }

        private static Memory random(int size, long seed) {
            var random = new Random(seed);
            var states = new BraKet(
                    numbers(random, size), numbers(random, size), numbers(random, size), numbers(random, size));
            return new Memory(states, numbers(random, 40), numbers(random, size));
        }

        private Memory copy() {
            var same =
                    new BraKet(states.ketRe.clone(), states.ketIm.clone(), states.braRe.clone(), states.braIm.clone());
            return new Memory(same, sums.clone(), density.clone());
        }

        private boolean sameBits(Memory other) {
            return Arrays.equals(states.ketRe, other.states.ketRe)
                    && Arrays.equals(states.ketIm, other.states.ketIm)
                    && Arrays.equals(states.braRe, other.states.braRe)
                    && Arrays.equals(states.braIm, other.states.braIm)
                    && Arrays.equals(sums, other.sums)
                    && Arrays.equals(density, other.density);
        }
    }

    private static double[] numbers(Random random, int size) {
        return random.doubles(size, -1, 1).toArray();
    }

    /// See [KernelsTest]: a class for each width.
    private static OverlapKernels vectors(int bits) {
        // Else this class would fix the width of the simulator's own kernels.
        assertThat(Kernels.chosen()).isNotNull();
        return (OverlapKernels) Widths.instance(VectorOverlaps.class, bits);
    }

    static Stream<Arguments> widthsAndSizes() {
        return IntStream.of(128, 256, 512).boxed().flatMap(bits -> {
            OverlapKernels kernels = vectors(bits);
            return IntStream.of(QUBITS).mapToObj(qubits -> arguments(kernels, bits, qubits));
        });
    }

    private static void assertSameBits(
            OverlapKernels vectors, int bits, int qubits, BiConsumer<OverlapKernels, Memory> work, Object what) {
        // Twice the range, which begins in the middle: what is before it must stay as it is.
        Memory expected = Memory.random(2 << qubits, 7);
        Memory actual = expected.copy();
        work.accept(SCALAR, expected);
        work.accept(vectors, actual);
        assertThat(actual.sameBits(expected))
                .as(() -> "%d bits, %s, %d qubits".formatted(bits, what, qubits))
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void innerSums(OverlapKernels vectors, int bits, int qubits) {
        int count = Math.min(qubits, OverlapKernels.INNER_QUBITS);
        for (Axis axis : Axis.values()) {
            assertSameBits(
                    vectors,
                    bits,
                    qubits,
                    (kernels, memory) ->
                            kernels.inner(axis, memory.states, 1 << qubits, 1 << qubits, count, memory.sums, 8, work()),
                    axis);
        }
    }

    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void rotationsAboutXWithSums(OverlapKernels vectors, int bits, int qubits) {
        var random = new Random(qubits);
        for (int round = 0; round < 40 && qubits > OverlapKernels.INNER_QUBITS; round++) {
            int[] on = outer(random, qubits, 1 + round % 2);
            double[] tangents = numbers(random, on.length);
            assertSameBits(
                    vectors,
                    bits,
                    qubits,
                    (kernels, memory) -> kernels.rotateX(
                            memory.states, 1 << qubits, 1 << qubits, on, tangents, on.length, memory.sums, 16, work()),
                    Arrays.toString(on));
        }
    }

    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void sumsAboutY(OverlapKernels vectors, int bits, int qubits) {
        var random = new Random(qubits);
        for (int round = 0; round < 40 && qubits > OverlapKernels.INNER_QUBITS; round++) {
            int[] on = outer(random, qubits, 1 + round % 4);
            assertSameBits(
                    vectors,
                    bits,
                    qubits,
                    (kernels, memory) -> kernels.sumsY(
                            memory.states, 1 << qubits, 1 << qubits, on, on.length, memory.sums, 8, work()),
                    Arrays.toString(on));
        }
    }

    private static int[] outer(Random random, int qubits, int count) {
        return random.ints(OverlapKernels.INNER_QUBITS, qubits)
                .limit(count)
                .distinct()
                .sorted()
                .toArray();
    }

    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void pairsDensitiesAndFolds(OverlapKernels vectors, int bits, int qubits) {
        int size = 1 << qubits;
        for (Axis axis : Axis.values()) {
            assertSameBits(
                    vectors,
                    bits,
                    qubits,
                    (kernels, memory) -> kernels.pairs(axis, memory.states, 0, size, size, memory.sums, 8, work()),
                    axis);
        }
        assertSameBits(
                vectors,
                bits,
                qubits,
                (kernels, memory) -> kernels.density(memory.states, size, size, memory.density),
                "density");
        Phases table = phases(size, 1);
        assertSameBits(
                vectors,
                bits,
                qubits,
                (kernels, memory) ->
                        kernels.densityAndMultiply(memory.states, size, size, table.re, table.im, memory.density),
                "table");
        for (int columns = 1; columns <= size; columns *= 2) {
            var factors = new Kernels.Factors(phases(size, 1), phases(columns, 2), columns, phases(size / columns, 3));
            assertSameBits(
                    vectors,
                    bits,
                    qubits,
                    (kernels, memory) -> kernels.densityAndMultiply(memory.states, size, size, factors, memory.density),
                    columns + " columns");
            var outer = new Kernels.Outer(phases(columns, 2), columns, phases(size / columns, 3), 0.8, -0.6);
            assertSameBits(
                    vectors,
                    bits,
                    qubits,
                    (kernels, memory) -> kernels.densityAndMultiply(memory.states, size, size, outer, memory.density),
                    columns + " columns, no table");
        }
        assertSameBits(
                vectors,
                bits,
                qubits,
                (kernels, memory) -> memory.sums[0] = kernels.fold(memory.density, size, size / 2, work()),
                "fold");
    }

    private static Phases phases(int size, long seed) {
        var phases = new Phases();
        phases.ensure(size);
        var random = new Random(seed);
        for (int k = 0; k < size; k++) {
            phases.re[k] = random.nextDouble(-1, 1);
            phases.im[k] = random.nextDouble(-1, 1);
        }
        return phases;
    }

    @ParameterizedTest
    @EnumSource(Axis.class)
    void sumsAreThoseOfTheirDefinition(Axis axis) {
        int qubits = 8;
        int size = 1 << qubits;
        for (int qubit = 0; qubit < qubits; qubit++) {
            Memory memory = Memory.random(size, qubit);
            double expected = overlap(axis, memory.states, qubit);
            var sums = new double[OverlapKernels.INNER_QUBITS * OverlapKernels.SUM_LANES];
            int at = 0;
            if (qubit < OverlapKernels.INNER_QUBITS) {
                SCALAR.inner(axis, memory.states, 0, size, OverlapKernels.INNER_QUBITS, sums, 0, work());
                at = qubit * OverlapKernels.SUM_LANES;
            } else if (axis == Axis.X) {
                SCALAR.rotateX(memory.states, 0, size, new int[] {qubit}, new double[] {0}, 1, sums, 0, work());
            } else {
                // Alone, or with another that it does not depend on.
                int[] on = qubit == 4 ? new int[] {4, 6} : new int[] {qubit};
                SCALAR.sumsY(memory.states, 0, size, on, on.length, sums, 0, work());
            }
            assertThat(Kernels.pairwise(sums, at)).isCloseTo(expected, within(ROUNDING));
            Arrays.fill(sums, 0);
            for (int base = 0; base < size; base += 2 << qubit) {
                SCALAR.pairs(axis, memory.states, base, base + (1 << qubit), 1 << qubit, sums, 0, work());
            }
            assertThat(Kernels.pairwise(sums, 0)).isCloseTo(expected, within(ROUNDING));
        }
    }

    /// Im⟨bra|G|ket⟩, where X|b⟩ = |b ⊕ 1⟩ and Y|b⟩ = i(−1)ᵇ|b ⊕ 1⟩.
    private static double overlap(Axis axis, BraKet states, int qubit) {
        double sum = 0;
        for (int x = 0; x < states.ketRe.length; x++) {
            int from = x ^ (1 << qubit);
            double re = states.ketRe[from];
            double im = states.ketIm[from];
            if (axis == Axis.Y) {
                double sign = ((from >>> qubit) & 1) == 0 ? 1 : -1;
                double turned = -sign * im;
                im = sign * re;
                re = turned;
            }
            sum += states.braRe[x] * im - states.braIm[x] * re;
        }
        return sum;
    }

    @Test
    void rotationsAboutXAreThoseOfTheirMatrices() {
        int size = 1 << 8;
        int[] on = {4, 7};
        double[] angles = {0.4, -1.1};
        double[] tangents =
                Arrays.stream(angles).map(angle -> StrictMath.tan(angle / 2)).toArray();
        Memory rotated = Memory.random(size, 3);
        Memory expected = rotated.copy();
        var sums = new double[2 * OverlapKernels.SUM_LANES];
        SCALAR.rotateX(rotated.states, 0, size, on, tangents, on.length, sums, 0, work());
        double cosines = 1;
        for (int k = 0; k < on.length; k++) {
            PairKernel matrix = PairKernel.RotationX.of(angles[k]);
            Pairs pairs = Pairs.flipping(on[k], 0);
            matrix.apply(pairs, expected.states.ketRe, expected.states.ketIm, 0, 0, size / 2);
            matrix.apply(pairs, expected.states.braRe, expected.states.braIm, 0, 0, size / 2);
            cosines *= StrictMath.cos(angles[k] / 2);
        }
        for (int x = 0; x < size; x++) {
            assertThat(cosines * rotated.states.ketRe[x]).isCloseTo(expected.states.ketRe[x], within(ROUNDING));
            assertThat(cosines * rotated.states.ketIm[x]).isCloseTo(expected.states.ketIm[x], within(ROUNDING));
            assertThat(cosines * rotated.states.braRe[x]).isCloseTo(expected.states.braRe[x], within(ROUNDING));
            assertThat(cosines * rotated.states.braIm[x]).isCloseTo(expected.states.braIm[x], within(ROUNDING));
        }
    }

    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void innerProducts(OverlapKernels vectors, int bits, int qubits) {
        Statevector[] states = IntStream.range(0, OverlapKernels.ROWS + OverlapKernels.COLUMNS)
                .mapToObj(k -> {
                    var random = new Random(k);
                    var state = new Statevector(qubits + 1);
                    System.arraycopy(numbers(random, state.size()), 0, state.re, 0, state.size());
                    System.arraycopy(numbers(random, state.size()), 0, state.im, 0, state.size());
                    return state;
                })
                .toArray(Statevector[]::new);
        Statevector[] rows = Arrays.copyOf(states, OverlapKernels.ROWS);
        Statevector[] columns = Arrays.copyOfRange(states, OverlapKernels.ROWS, states.length);
        int products = rows.length * columns.length;
        double[] expected = numbers(new Random(9), products * OverlapKernels.PRODUCT + 16);
        double[] actual = expected.clone();
        SCALAR.addInnerProducts(rows, columns, 1 << qubits, 1 << qubits, expected, 8);
        vectors.addInnerProducts(rows, columns, 1 << qubits, 1 << qubits, actual, 8);
        assertThat(actual).as("%d bits", bits).containsExactly(expected);
        SCALAR.addInnerProduct(states[0], 0, 1 << qubits, 1 << qubits, expected);
        vectors.addInnerProduct(states[0], 0, 1 << qubits, 1 << qubits, actual);
        assertThat(actual).as("%d bits, one state", bits).containsExactly(expected);
    }

    /// Plain loops against the definition.
    @Test
    void anInnerProductHasItsParts() {
        var random = new Random(3);
        var state = new Statevector(5);
        System.arraycopy(numbers(random, 32), 0, state.re, 0, 32);
        System.arraycopy(numbers(random, 32), 0, state.im, 0, 32);
        var sums = new double[OverlapKernels.PRODUCT];
        SCALAR.addInnerProduct(state, 0, 16, 16, sums);
        double real = 0;
        double imaginary = 0;
        for (int x = 0; x < 16; x++) {
            real += state.re[x] * state.re[x + 16] + state.im[x] * state.im[x + 16];
            imaginary += state.re[x] * state.im[x + 16] - state.im[x] * state.re[x + 16];
        }
        assertThat(Kernels.pairwise(sums)).isCloseTo(real, within(ROUNDING));
        assertThat(Kernels.pairwise(sums, 8) - Kernels.pairwise(sums, 16)).isCloseTo(imaginary, within(ROUNDING));
    }

    /// Nothing may be taken from before.
    private static double[] work() {
        var work = new double[OverlapKernels.WORK];
        Arrays.fill(work, Double.NaN);
        return work;
    }
}
