package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Vectors of every width against plain loops, to the bit: both are promised to do the same operations in the same
/// order, so a run may begin on one machine and go on, or be replayed, on another.
class KernelsTest {

    /// Below a register, of one, of a few, of more than a block of the first-level cache (2^10).
    private static final int[] QUBITS = {1, 2, 3, 4, 5, 6, 9, 12};

    private static final Kernels SCALAR = new ScalarKernels();

    private static final double EPSILON = Math.ulp(Numbers.rounded(1));

    private static final class Amplitudes {
        private final double[] re;
        private final double[] im;

        private Amplitudes(double[] re, double[] im) {
            this.re = re;
            this.im = im;
        }

        private static Amplitudes random(int size, long seed) {
            var random = new Random(seed);
            return new Amplitudes(values(random, size, 1), values(random, size, 1));
        }

        private Amplitudes copy() {
            return new Amplitudes(re.clone(), im.clone());
        }

        private /* wide */ double norm() {
            /* wide */ double norm = 0;
            for (int k = 0; k < re.length; k++) {
                norm += squared(re[k], im[k]);
            }
            return norm;
        }
    }

    private static /* wide */ double squared(/* wide */ double re, /* wide */ double im) {
        return re * re + im * im;
    }

    private static double[] values(Random random, int count, /* wide */ double largest) {
        var values = new double[count];
        for (int k = 0; k < count; k++) {
            values[k] = Numbers.rounded(random.nextDouble(-largest, largest));
        }
        return values;
    }

    private static Kernels vectors(int bits) {
        return (Kernels) Widths.instance(VectorKernels.class, bits);
    }

    static Stream<Arguments> widthsAndSizes() {
        return IntStream.of(Widths.BITS)
                .mapToObj(KernelsTest::vectors)
                .flatMap(kernels -> IntStream.of(QUBITS).mapToObj(qubits -> arguments(kernels, qubits)));
    }

    private static void assertSameBits(Kernels vectors, int qubits, BiConsumer<Kernels, Amplitudes> work, Object what) {
        // Twice the range, which begins in the middle: what is before it must stay as it is.
        Amplitudes expected = Amplitudes.random(2 << qubits, 7);
        Amplitudes actual = expected.copy();
        work.accept(SCALAR, expected);
        work.accept(vectors, actual);
        // Not assertThat(array): this is called for thousands of arrays, and equality of arrays is that of bits.
        assertThat(Arrays.equals(actual.re, expected.re) && Arrays.equals(actual.im, expected.im))
                .as(() -> "%s, %s, %d qubits".formatted(vectors.description(), what, qubits))
                .isTrue();
    }

    @Test
    void widthsAreWhatWasAskedFor() {
        for (int bits : Widths.BITS) {
            assertThat(vectors(bits).description()).isEqualTo("vectors of " + bits + " bits");
        }
    }

    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void rotationsAboutXOnAnyQubits(Kernels vectors, int qubits) {
        var random = new Random(qubits);
        for (int round = 0; round < 40; round++) {
            // Each single qubit, all, then random subsets: every way to put several into one sweep.
            int mask = round < qubits ? 1 << round : round == qubits ? -1 : random.nextInt();
            int[] on = IntStream.range(0, qubits)
                    .filter(q -> ((mask >>> q) & 1) == 1)
                    .toArray();
            double[] tangents = values(random, on.length, 3);
            assertSameBits(
                    vectors,
                    qubits,
                    (kernels, state) ->
                            kernels.rotateX(state.re, state.im, 1 << qubits, 1 << qubits, on, tangents, on.length),
                    "qubits " + mask);
        }
    }

    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void matricesOnAnyQubitsWithAndWithoutControls(Kernels vectors, int qubits) {
        PairKernel[] matrices = {
            new PairKernel.Exchange(),
            Numbers.rounded(/* wide */ PairKernel.RotationY.of(0.7)),
            Numbers.rounded(new /* wide */ PairKernel.Real(0.6, 0.8, 0.8, -0.6)),
            Numbers.rounded(/* wide */ PairKernel.RotationX.of(2.9)),
            Numbers.rounded(/* wide */ PairKernel.Complex.u(0.4, 1.1, -0.6))
        };
        // With twelve qubits each third one, to save time.
        int step = qubits > 9 ? 3 : 1;
        for (int target = 0; target < qubits; target += step) {
            for (int control = 0; control < qubits; control += step) {
                Pairs pairs = Pairs.flipping(target, control == target ? 0 : 1 << control);
                for (PairKernel matrix : matrices) {
                    assertSameBits(
                            vectors,
                            qubits,
                            (kernels, state) ->
                                    kernels.applyPair(matrix, state.re, state.im, 1 << qubits, 1 << qubits, pairs),
                            List.of(matrix, pairs));
                }
            }
        }
    }

    /// SWAP, with one or two controls too: lanes that move within a register, between two, or not at all.
    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void exchangesOnSeveralQubits(Kernels vectors, int qubits) {
        var random = new Random(qubits);
        for (int round = 0; round < 40; round++) {
            int[] on = random.ints(0, qubits)
                    .distinct()
                    .limit(Math.min(qubits, 2 + round % 3))
                    .toArray();
            int controls = 0;
            for (int k = 2; k < on.length; k++) {
                controls |= 1 << on[k];
            }
            int a = 1 << on[0];
            int b = on.length > 1 ? 1 << on[1] : 0;
            for (Pairs pairs : List.of(
                    new Pairs(a | b | controls, a | controls, b | controls),
                    new Pairs(a | b | controls, controls, a | b | controls),
                    Pairs.flipping(on[0], b | controls))) {
                assertSameBits(
                        vectors,
                        qubits,
                        (kernels, state) -> kernels.applyPair(
                                new PairKernel.Exchange(), state.re, state.im, 1 << qubits, 1 << qubits, pairs),
                        pairs);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void phasesScalesAndCopies(Kernels vectors, int qubits) {
        int size = 1 << qubits;
        assertSameBits(
                vectors,
                qubits,
                (kernels, state) ->
                        kernels.multiply(state.re, state.im, size, 0, size, new Kernels.Table(phases(size, 1))),
                "table");
        assertSameBits(
                vectors,
                qubits,
                (kernels, state) -> kernels.scale(state.re, state.im, size, size, Numbers.rounded(0.3)),
                "scale");
        assertSameBits(vectors, qubits, (kernels, state) -> kernels.copy(state.re, size, state.im, 0, size), "copy");
        for (int flipped : new int[] {0, 1, size - 1, size >> 1, size / 3}) {
            assertSameBits(
                    vectors,
                    qubits,
                    (kernels, state) ->
                            kernels.addFlipped(Numbers.rounded(0.3), state.re, size, flipped, state.im, size, size),
                    "flipped " + flipped);
        }
        for (int columns = 1; columns <= size; columns *= 2) {
            var factors = new Kernels.Factors(phases(size, 1), phases(columns, 2), columns, phases(size / columns, 3));
            assertSameBits(
                    vectors,
                    qubits,
                    (kernels, state) -> kernels.multiply(state.re, state.im, size, 0, size, factors),
                    columns + " columns");
            var outer = new Kernels.Outer(
                    phases(columns, 2),
                    columns,
                    phases(size / columns, 3),
                    Numbers.rounded(0.8),
                    Numbers.rounded(-0.6));
            assertSameBits(
                    vectors,
                    qubits,
                    (kernels, state) -> kernels.multiply(state.re, state.im, size, 0, size, outer),
                    columns + " columns, no table");
            // A later part of a range has the later factors.
            int half = Math.max(columns, size / 2);
            for (Kernels.PhaseFactors each : List.of(new Kernels.Table(phases(size, 1)), factors, outer)) {
                assertSameBits(
                        vectors,
                        qubits,
                        (kernels, state) ->
                                kernels.multiply(state.re, state.im, 2 * size - half, size - half, half, each),
                        columns + " columns, from the middle");
                Amplitudes whole = Amplitudes.random(size, 9);
                Amplitudes parts = whole.copy();
                vectors.multiply(whole.re, whole.im, 0, 0, size, each);
                for (int begin = 0; begin < size; begin += half) {
                    vectors.multiply(parts.re, parts.im, begin, begin, half, each);
                }
                assertThat(parts.re).isEqualTo(whole.re);
                assertThat(parts.im).isEqualTo(whole.im);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void tablesDoubleBySpins(Kernels vectors, int qubits) {
        int size = 1 << qubits;
        Amplitudes factors = Amplitudes.random(size, 4);
        assertSameBits(
                vectors,
                qubits,
                (kernels, state) ->
                        kernels.spread(state.re, state.im, size, Numbers.rounded(0.6), Numbers.rounded(-0.8)),
                "one");
        assertSameBits(
                vectors,
                qubits,
                (kernels, state) -> kernels.spread(state.re, state.im, size, factors.re, factors.im),
                "each");
    }

    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void weightedProbabilities(Kernels vectors, int qubits) {
        int size = 1 << qubits;
        Amplitudes state = Amplitudes.random(2 * size, 5);
        /* wide */ double[] weights = new Random(6).doubles(2L * size, -1, 1).toArray();
        /* wide */ double sum = 0;
        for (int k = size; k < 2 * size; k++) {
            sum += weights[k] * squared(state.re[k], state.im[k]);
        }
        var sums = new /* wide */ double[Kernels.SUM_LANES];
        /* wide */ double expected = SCALAR.weightedProbability(state.re, state.im, weights, size, size, sums);
        assertThat(vectors.weightedProbability(state.re, state.im, weights, size, size, sums))
                .isEqualTo(expected);
        // Terms of at most 2, each with an error of a few 1e-16.
        assertThat(expected).isCloseTo(sum, within(1e-15 * size));
    }

    /// Without their cosines, rotations by the same angles forth and back multiply by 1 + t² for each.
    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void rotationsForthAndBackGiveTheNormBack(Kernels vectors, int qubits) {
        Amplitudes state = Amplitudes.random(1 << qubits, 8);
        /* wide */ double before = state.norm();
        int[] on = IntStream.range(0, qubits).toArray();
        var random = new Random(3);
        /* wide */ double growth = 1;
        for (int layer = 0; layer < 40; layer++) {
            double[] tangents = values(random, qubits, 0.5);
            vectors.rotateX(state.re, state.im, 0, 1 << qubits, on, tangents, qubits);
            for (/* wide */ double tangent : tangents) {
                growth *= 1 + tangent * tangent;
            }
        }
        // 40 layers of at most 12 rotations with a relative error of an epsilon each, in squares.
        assertThat(state.norm() / before / growth).isCloseTo(1, within(500.0 * EPSILON));
    }

    private static Phases phases(int size, long seed) {
        var phases = new Phases();
        phases.ensure(size);
        Amplitudes random = Amplitudes.random(size, seed);
        System.arraycopy(random.re, 0, phases.re, 0, size);
        System.arraycopy(random.im, 0, phases.im, 0, size);
        return phases;
    }
}
