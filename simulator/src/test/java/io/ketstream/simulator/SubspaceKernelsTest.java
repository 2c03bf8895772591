package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Vectors of every width against plain loops, to the bit, on runs of any length.
class SubspaceKernelsTest {

    private static final int[] LENGTHS = {0, 1, 3, 7, 8, 9, 16, 31, 200};
    private static final int[] SUM_LANES =
            IntStream.range(0, SubspaceKernels.SUM_LANES).toArray();

    private final SubspaceBasis basis = new SubspaceBasis(12, 5);

    static Stream<Arguments> widthsAndLengths() {
        return IntStream.of(Widths.BITS)
                .boxed()
                .flatMap(bits -> IntStream.of(LENGTHS).mapToObj(length -> arguments(bits, length)));
    }

    private SubspaceState random(long seed) {
        var state = new SubspaceState(basis);
        var random = new Random(seed);
        for (int k = 0; k < state.size(); k++) {
            state.re[k] = random.nextGaussian();
            state.im[k] = random.nextGaussian();
        }
        return state;
    }

    private void assertSame(int bits, Consumer<Loops> work) {
        var expected = new Loops(new ScalarSubspaceKernels());
        var actual = new Loops((SubspaceKernels) Widths.instance(VectorSubspaceKernels.class, bits));
        work.accept(expected);
        work.accept(actual);
        assertThat(actual.ket.re).isEqualTo(expected.ket.re);
        assertThat(actual.ket.im).isEqualTo(expected.ket.im);
        assertThat(actual.sums).isEqualTo(expected.sums);
    }

    private final class Loops {
        private final SubspaceKernels kernels;
        private final SubspaceState ket = random(1);
        private final SubspaceState bra = random(2);
        private final double[] sums = new Random(3).doubles(SUM_LANES.length).toArray();

        private Loops(SubspaceKernels kernels) {
            this.kernels = kernels;
        }
    }

    @ParameterizedTest
    @MethodSource("widthsAndLengths")
    void exchanges(int bits, int length) {
        assertSame(bits, on -> on.kernels.exchange(on.ket.re, on.ket.im, 3, 250, length, 0.8, -0.6));
        assertSame(bits, on -> on.kernels.exchangeOverlap(on.bra, on.ket, 3, 250, length, on.sums));
    }

    @ParameterizedTest
    @MethodSource("widthsAndLengths")
    void phases(int bits, int length) {
        double[] angles = new Random(4).doubles(length, -1e3, 1e3).toArray();
        double[] weights = new Random(5).doubles(basis.size(), -1, 1).toArray();
        assertSame(bits, on -> on.kernels.multiply(on.ket.re, on.ket.im, 5, length, angles));
        assertSame(bits, on -> on.kernels.weightedOverlap(weights, on.bra, on.ket, 5, 5 + length, on.sums));
    }
}
