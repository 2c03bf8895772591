package io.ketstream.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Rotations about Y, matrices on two qubits, moves and sums of tiles: vectors of every width against plain loops,
/// to the bit, as in
/// [KernelsTest].
class VectorLoopsTest {

    /// Below a register, of one, of a few, of more than a block of the first-level cache.
    private static final int[] QUBITS = {1, 2, 3, 4, 5, 6, 9, 12};

    static Stream<Arguments> widthsAndSizes() {
        return IntStream.of(Widths.BITS)
                .boxed()
                .flatMap(bits -> IntStream.of(QUBITS).mapToObj(qubits -> arguments(bits, qubits)));
    }

    private static double[] random(int size, long seed) {
        return rounded(wideRandom(size, seed));
    }

    private static /* wide */ double[] wideRandom(int size, long seed) {
        return new Random(seed).doubles(size, -1, 1).toArray();
    }

    private static double[] rounded(/* wide */ double[] wide) {
        var values = new double[wide.length];
        for (int k = 0; k < wide.length; k++) {
            values[k] = Numbers.rounded(wide[k]);
        }
        return values;
    }

    private static /* wide */ double product(/* wide */ double a, /* wide */ double b) {
        return a * b;
    }

    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void rotationsAboutYOnAnyQubits(int bits, int qubits) {
        var vectors = (RotationsY) Widths.instance(VectorRotationsY.class, bits);
        var random = new Random(qubits);
        int size = 1 << qubits;
        for (int round = 0; round < 40; round++) {
            int mask = round < qubits ? 1 << round : round == qubits ? -1 : random.nextInt();
            int[] on = IntStream.range(0, qubits)
                    .filter(q -> ((mask >>> q) & 1) == 1)
                    .toArray();
            double[] tangents = rounded(random.doubles(on.length, -3, 3).toArray());
            double[] expected = random(2 * size, round);
            double[] actual = expected.clone();
            new ScalarRotationsY().rotate(expected, size, size, on, tangents, on.length);
            vectors.rotate(actual, size, size, on, tangents, on.length);
            assertThat(actual).as("qubits %d", mask).isEqualTo(expected);
        }
    }

    /// Three qubits on the way from one place to another are what they are in place, before or after the move.
    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void rotationsAboutYOnTheWay(int bits, int qubits) {
        var vectors = (RotationsY) Widths.instance(VectorRotationsY.class, bits);
        int size = 8 << qubits;
        int octant = 1 << qubits;
        // In the source the three qubits are the lowest above runs of half an octant, in the target the highest.
        int run = Math.max(1, octant / 2);
        var between = octant - run;
        double[] tangents = rounded(new Random(qubits).doubles(3, -3, 3).toArray());
        double[] re = random(size, 1);
        double[] im = random(size, 2);
        var from = new RotationsY.Octants(re, im, 0, run, 8 * between, run, 2 * run, 4 * run);
        var to = new RotationsY.Octants(
                new double[2 * size], new double[2 * size], size, run, between, octant, 2 * octant, 4 * octant);
        vectors.rotate(from, to, tangents);
        double[] expectedRe = re.clone();
        double[] expectedIm = im.clone();
        int lowest = Integer.numberOfTrailingZeros(run);
        new ScalarRotationsY()
                .rotate(expectedRe, expectedIm, 0, size, new int[] {lowest, lowest + 1, lowest + 2}, tangents, 3);
        int read = 0;
        int written = 0;
        do {
            for (int o = 0; o < 8; o++) {
                for (int k = 0; k < run; k++) {
                    int source = read + from.distance(o) + k;
                    int target = size + written + to.distance(o) + k;
                    assertThat(to.re[target]).isEqualTo(expectedRe[source]);
                    assertThat(to.im[target]).isEqualTo(expectedIm[source]);
                }
            }
            read = from.next(read);
            written = to.next(written);
        } while (written != 0);
        var scalar = new RotationsY.Octants(
                new double[2 * size], new double[2 * size], size, run, between, octant, 2 * octant, 4 * octant);
        new ScalarRotationsY().rotate(from, scalar, tangents);
        assertThat(to.re).isEqualTo(scalar.re);
        assertThat(to.im).isEqualTo(scalar.im);
    }

    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void matricesOnAnyTwoQubits(int bits, int qubits) {
        var random = new Random(qubits);
        int size = 1 << qubits;
        var matrix = new ComplexMatrix(4);
        for (int k = 0; k < 16; k++) {
            matrix.set(k >> 2, k & 3, random.nextDouble(-1, 1), random.nextDouble(-1, 1));
        }
        for (int low = 0; low < qubits; low++) {
            for (int high = low + 1; high < qubits; high += qubits > 9 ? 3 : 1) {
                int[] on = {low, high};
                double[] expectedRe = random(2 * size, low);
                double[] expectedIm = random(2 * size, high);
                double[] re = expectedRe.clone();
                double[] im = expectedIm.clone();
                new ScalarTwoQubitGate(matrix, on).apply(expectedRe, expectedIm, size, size);
                ((TwoQubitGate) Widths.instance(VectorTwoQubitGate.class, bits, matrix, on)).apply(re, im, size, size);
                assertThat(re).as("qubits %d and %d", low, high).isEqualTo(expectedRe);
                assertThat(im).as("qubits %d and %d", low, high).isEqualTo(expectedIm);
            }
        }
    }

    /// Chains of CX up and down, swaps, constants and random maps: all ways in which lanes come from registers.
    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void movesByAnyLinearMap(int bits, int qubits) {
        var random = new Random(qubits);
        int size = 1 << qubits;
        double[] re = random(size, 1);
        double[] im = random(size, 2);
        for (int round = 0; round < 30; round++) {
            var map = new IndexMap(qubits);
            for (int k = 0; k + 1 < qubits && round < 2; k++) {
                int low = round == 0 ? k : qubits - 2 - k;
                map.exchange(Pairs.flipping(low + 1, 1 << low));
            }
            for (int k = 0; k < round && qubits > 1; k++) {
                int a = random.nextInt(qubits);
                int b = (a + 1 + random.nextInt(qubits - 1)) % qubits;
                map.exchange(
                        k % 3 == 0
                                ? Pairs.flipping(a, 0)
                                : k % 3 == 1
                                        ? Pairs.flipping(a, 1 << b)
                                        : new Pairs((1 << a) | (1 << b), 1 << a, 1 << b));
            }
            int[] source = map.columns(size - 1);
            int[] target = new IndexMap(qubits).columns(size - 1);
            var actualRe = new double[size];
            var actualIm = new double[size];
            ((Move) Widths.instance(VectorMove.class, bits, source, target))
                    .apply(re, im, map.image(0), actualRe, actualIm, 0);
            for (int y = 0; y < size; y++) {
                assertThat(actualRe[y]).as("round %d", round).isEqualTo(re[map.image(y)]);
                assertThat(actualIm[y]).as("round %d", round).isEqualTo(im[map.image(y)]);
            }
        }
    }

    /// Any invertible maps, of which many mix the lanes of eight registers, also on the way to other places.
    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void movesOfGroups(int bits, int qubits) {
        var random = new Random(qubits);
        int size = 1 << qubits;
        int laneQubits = Integer.numberOfTrailingZeros(bits / Double.SIZE);
        double[] re = random(2 * size, 1);
        double[] im = random(2 * size, 2);
        int grouped = 0;
        for (int round = 0; round < 40 && qubits >= laneQubits; round++) {
            int[] source = randomBasis(qubits, random);
            int[] target = new IndexMap(qubits).columns(size - 1);
            for (int k = qubits - 1; k >= laneQubits && round % 2 == 1; k--) {
                target[k] <<= 1;
            }
            Optional<LaneFactors> factors = LaneFactors.of(source, target, laneQubits);
            if (factors.isPresent()) {
                grouped++;
                int base = random.nextInt(2 * size);
                var expectedRe = new double[2 * size];
                var expectedIm = new double[2 * size];
                var actualRe = new double[2 * size];
                var actualIm = new double[2 * size];
                new ScalarMove(source, target).apply(re, im, base, expectedRe, expectedIm, 0);
                ((Move) Widths.instance(VectorNetwork.class, bits, factors.get()))
                        .apply(re, im, base, actualRe, actualIm, 0);
                assertThat(actualRe).as("round %d", round).isEqualTo(expectedRe);
                assertThat(actualIm).as("round %d", round).isEqualTo(expectedIm);
            }
        }
        // With fewer qubits there are not eight registers.
        assertThat(grouped > 0).isEqualTo(qubits >= laneQubits + 3);
    }

    /// Columns of an invertible matrix.
    private static int[] randomBasis(int qubits, Random random) {
        var basis = new BitVectors.Basis();
        var columns = new int[qubits];
        for (int k = 0; k < qubits; ) {
            columns[k] = random.nextInt(1 << qubits);
            k += basis.add(columns[k]) == BitVectors.NONE ? 1 : 0;
        }
        return columns;
    }

    /// Between places four times as far apart, where the lowest qubits, four at least, stay: copies of whole runs, and
    /// runs that a high qubit shifts inside.
    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void movesOfRuns(int bits, int qubits) {
        var random = new Random(qubits);
        int size = 1 << qubits;
        double[] re = random(4 * size, 1);
        double[] im = random(4 * size, 2);
        for (int run = Math.min(4, qubits); run <= qubits; run++) {
            for (int round = 0; round < 4; round++) {
                int[] source = new IndexMap(qubits).columns(size - 1);
                int[] target = source.clone();
                for (int k = run; k < qubits; k++) {
                    source[k] = 4 << k;
                    target[k] = 2 << k;
                }
                if (round > 1 && run < qubits) {
                    source[run + random.nextInt(qubits - run)] ^= random.nextInt(1 << run);
                }
                int base = round % 2 == 0 ? 0 : random.nextInt(1 << run) | (2 << run);
                var expectedRe = new double[4 * size];
                var expectedIm = new double[4 * size];
                var actualRe = new double[4 * size];
                var actualIm = new double[4 * size];
                new ScalarMove(source, target).apply(re, im, base, expectedRe, expectedIm, 1 << run);
                ((Move) Widths.instance(VectorMove.class, bits, source, target))
                        .apply(re, im, base, actualRe, actualIm, 1 << run);
                assertThat(actualRe).as("runs of 2^%d", run).isEqualTo(expectedRe);
                assertThat(actualIm).as("runs of 2^%d", run).isEqualTo(expectedIm);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void overlapsWithTheFlippedState(int bits, int qubits) {
        var vectors = (TileSums) Widths.instance(VectorTileSums.class, bits);
        int size = 1 << qubits;
        double[] re = random(2 * size, 3);
        double[] im = random(2 * size, 4);
        for (int bit = 1; bit < size; bit *= 2) {
            /* wide */ double sum = 0;
            for (int x = size; x < 2 * size; x++) {
                sum += product(re[x], re[x ^ bit]) + product(im[x], im[x ^ bit]);
            }
            /* wide */ double expected = new ScalarTileSums().flipped(re, im, size, size, bit, work());
            assertThat(vectors.flipped(re, im, size, size, bit, work())).isEqualTo(expected);
            // Terms of at most 2, each with an error of a few 1e-16.
            assertThat(expected).isCloseTo(sum, within(1e-15 * size));
        }
    }

    @ParameterizedTest
    @MethodSource("widthsAndSizes")
    void energiesOfTiles(int bits, int qubits) {
        var vectors = (TileSums) Widths.instance(VectorTileSums.class, bits);
        int size = 1 << qubits;
        double[] re = random(2 * size, 5);
        double[] im = random(2 * size, 6);
        /* wide */ double[] table = wideRandom(size, 7);
        for (int columns = 1; columns <= size; columns *= 4) {
            /* wide */ double[] column = wideRandom(columns, 8);
            /* wide */ double[] row = wideRandom(size / columns, 9);
            /* wide */ double sum = 0;
            for (int x = 0; x < size; x++) {
                /* wide */ double weight = table[x] + column[x % columns] + row[x / columns];
                sum += weight * (product(re[size + x], re[size + x]) + product(im[size + x], im[size + x]));
            }
            /* wide */ double expected =
                    new ScalarTileSums().energy(re, im, size, size, table, column, columns, row, work());
            assertThat(vectors.energy(re, im, size, size, table, column, columns, row, work()))
                    .isEqualTo(expected);
            assertThat(expected).isCloseTo(sum, within(1e-14 * size));
        }
    }

    /// Nothing may be taken from before.
    private static /* wide */ double[] work() {
        var work = new /* wide */ double[TileSums.WORK];
        Arrays.fill(work, Double.NaN);
        return work;
    }
}
