package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Exchanges of a state too large for a cache, several at a time.
///
/// Basis states in ascending order that agree in their high qubits are neighbours: a *block*. Exchanges on
/// low qubits stay in a block, and go block by block, all of them while one is in cache. Those on high qubits
/// exchange whole blocks, amplitude by amplitude: they go by some *columns* of all blocks with as many ones
/// in their high qubits. So a mixer on a ring, which is a pass over memory for each pair of neighbours, is
/// four.
final class ExchangeSweeps {

    /// A block has at most so many amplitudes: 256 KiB.
    private static final int LARGEST_BLOCK = 1 << 14;

    /// So many amplitudes of each block go together: of C(8, 4) blocks these are 280 KiB.
    private static final int COLUMNS = 256;

    private final SubspaceBasis basis;
    private final Workers workers;

    /// The qubits below this one are the low ones.
    private final int lowQubits;

    /// Where blocks begin, and where the last ends.
    private final int[] begins;

    /// For each pair of low qubits, as a mask, the first unit of each block.
    private final Map<Long, int[]> units = new HashMap<>();

    /// For each pair of high qubits the blocks that are exchanged, in pairs, by the number of ones in the high qubits.
    private final Map<Long, int[][]> blocks = new HashMap<>();

    private ExchangeSweeps(SubspaceBasis basis, Workers workers, int largestBlock) {
        this.basis = basis;
        this.workers = workers;
        this.lowQubits = lowQubits(basis, largestBlock);
        var begins = new int[basis.size() + 1];
        int blocks = 0;
        for (int k = 0; k < basis.size(); k += basis.run(basis.state(k), lowQubits)) {
            begins[blocks++] = k;
        }
        begins[blocks] = basis.size();
        this.begins = Arrays.copyOf(begins, blocks + 1);
    }

    private static int lowQubits(SubspaceBasis basis, int largestBlock) {
        int qubits = basis.numberOfQubits();
        while (SubspaceBasis.binomial(qubits, Math.min(basis.ones(), qubits / 2)) > largestBlock) {
            qubits--;
        }
        return qubits;
    }

    /// What does the same as `operations` one after another: those that have no qubit in common may change places.
    static List<SubspaceEvolution> arrange(List<SubspaceOperation> operations, SubspaceBasis basis, Workers workers) {
        return arrange(operations, basis, workers, LARGEST_BLOCK);
    }

    /// The same in blocks of at most so many amplitudes.
    static List<SubspaceEvolution> arrange(
            List<SubspaceOperation> operations, SubspaceBasis basis, Workers workers, int largestBlock) {
        return basis.size() <= largestBlock
                ? List.copyOf(operations)
                : new ExchangeSweeps(basis, workers, largestBlock).arranged(operations);
    }

    private List<SubspaceEvolution> arranged(List<SubspaceOperation> operations) {
        long low = (1L << lowQubits) - 1;
        var arranged = new ArrayList<SubspaceEvolution>();
        List<SubspaceOperation> remaining = operations;
        while (!remaining.isEmpty()) {
            var group = new ArrayList<SubspaceExchange>();
            remaining = take(low, remaining, group);
            if (!group.isEmpty()) {
                arranged.add(group.size() == 1 ? group.getFirst() : new Low(group));
            }
            group = new ArrayList<>();
            remaining = take(~low, remaining, group);
            if (!group.isEmpty()) {
                arranged.add(group.size() == 1 ? group.getFirst() : new High(group));
            }
            if (!remaining.isEmpty()) {
                arranged.add(remaining.getFirst());
                remaining = remaining.subList(1, remaining.size());
            }
        }
        return List.copyOf(arranged);
    }

    /// Adds to `group` the exchanges on the qubits of `mask` alone that nothing holds back, and answers what is left.
    private static List<SubspaceOperation> take(
            long mask, List<SubspaceOperation> operations, List<SubspaceExchange> group) {
        var left = new ArrayList<SubspaceOperation>();
        long heldBack = 0;
        for (int k = 0; k < operations.size(); k++) {
            SubspaceOperation operation = operations.get(k);
            if (heldBack == -1) {
                left.addAll(operations.subList(k, operations.size()));
                break;
            }
            if (operation instanceof SubspaceExchange exchange
                    && (exchange.touched() & ~mask) == 0
                    && (exchange.touched() & heldBack) == 0) {
                group.add(exchange);
            } else {
                heldBack |= operation.touched();
                left.add(operation);
            }
        }
        return left;
    }

    private int[] units(SubspaceExchange exchange) {
        return units.computeIfAbsent(
                exchange.touched(),
                _ -> Arrays.stream(begins).map(exchange.pairs()::unitFrom).toArray());
    }

    private int[][] blocks(SubspaceExchange exchange) {
        return blocks.computeIfAbsent(
                exchange.touched(),
                touched -> IntStream.rangeClosed(0, basis.numberOfQubits() - lowQubits)
                        .mapToObj(ones -> blocks(ones, touched))
                        .toArray(int[][]::new));
    }

    private int[] blocks(int ones, long touched) {
        return Arrays.stream(begins, 0, begins.length - 1)
                .filter(begin -> {
                    long state = basis.state(begin);
                    return Long.bitCount(state >>> lowQubits) == ones
                            && (state & touched) == Long.lowestOneBit(touched);
                })
                .flatMap(begin -> IntStream.of(begin, basis.position(basis.state(begin) ^ touched)))
                .toArray();
    }

    /// Exchanges within blocks.
    private final class Low implements SubspaceEvolution {
        private final List<SubspaceExchange> exchanges;

        /// Of each exchange.
        private final int[][] units;

        private final Sweep sweep = new Sweep() {
            @Override
            void run(SubspaceState state, int block) {
                for (int k = 0; k < exchanges.size(); k++) {
                    exchanges.get(k).apply(state, units[k][block], units[k][block + 1]);
                }
            }
        };

        private Low(List<SubspaceExchange> exchanges) {
            this.exchanges = List.copyOf(exchanges);
            this.units = exchanges.stream().map(ExchangeSweeps.this::units).toArray(int[][]::new);
        }

        @Override
        public void apply(SubspaceState state) {
            sweep.over(state, begins.length - 1);
        }
    }

    /// Exchanges of blocks.
    private final class High implements SubspaceEvolution {
        private final List<SubspaceExchange> exchanges;

        /// Of each exchange.
        private final int[][][] blocks;

        /// For each piece of work the number of ones in the high qubits, and its first column.
        private final int[] ones;

        private final int[] columns;

        private final Sweep sweep = new Sweep() {
            @Override
            void run(SubspaceState state, int piece) {
                exchange(state, ones[piece], columns[piece]);
            }
        };

        private High(List<SubspaceExchange> exchanges) {
            this.exchanges = List.copyOf(exchanges);
            this.blocks = exchanges.stream().map(ExchangeSweeps.this::blocks).toArray(int[][][]::new);
            var ones = new ArrayList<Integer>();
            var columns = new ArrayList<Integer>();
            for (int high = 0; high <= basis.numberOfQubits() - lowQubits; high++) {
                long length = SubspaceBasis.binomial(lowQubits, basis.ones() - high);
                for (int column = 0; column < length; column += COLUMNS) {
                    ones.add(high);
                    columns.add(column);
                }
            }
            this.ones = ones.stream().mapToInt(Integer::intValue).toArray();
            this.columns = columns.stream().mapToInt(Integer::intValue).toArray();
        }

        private void exchange(SubspaceState state, int ones, int column) {
            SubspaceKernels kernels = SubspaceKernels.chosen();
            int length = (int) Math.min(COLUMNS, SubspaceBasis.binomial(lowQubits, basis.ones() - ones) - column);
            for (int k = 0; k < exchanges.size(); k++) {
                SubspaceExchange exchange = exchanges.get(k);
                int[] pairs = blocks[k][ones];
                for (int p = 0; p < pairs.length; p += 2) {
                    int first = pairs[p] + column;
                    int second = pairs[p + 1] + column;
                    kernels.exchange(state.re, state.im, first, second, length, exchange.cos(), exchange.sin());
                }
            }
        }

        @Override
        public void apply(SubspaceState state) {
            sweep.over(state, ones.length);
        }
    }

    /// Pieces of work on one state, which threads share.
    private abstract class Sweep implements Workers.RangeTask {
        private @Nullable SubspaceState state;

        abstract void run(SubspaceState state, int piece);

        void over(SubspaceState state, int pieces) {
            this.state = state;
            workers.split(state.size(), pieces, this);
        }

        @Override
        public final void run(int from, int to) {
            SubspaceState whole = Objects.requireNonNull(state, "a sweep that has not begun");
            for (int piece = from; piece < to; piece++) {
                run(whole, piece);
            }
        }
    }
}
