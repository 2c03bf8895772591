package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A [Move] whose registers have lanes from more than two, by groups of [#REGISTERS] registers that
/// get theirs from as many.
///
/// In a group, number l of a lane and j of a register in the target, and m and i of those in the
/// source, are related by an invertible matrix, m = P l ⊕ Q j and i = R l ⊕ S j. It is a product of
/// three, each of which a processor has an instruction for: m → m ⊕ B₁ i flips the lanes of a
/// register, i → i ⊕ C m blends registers, l → A l ⊕ B₂ j brings the lanes of a register into
/// another order (and j → D j says which is which). B₁ is there for A = P ⊕ B₁ R to have an
/// inverse, and 0 where P has one; then C = R A⁻¹, B₂ = Q ⊕ B₁ S, D = S ⊕ C B₂.
final class LaneFactors {

    /// Of a group, 2^3.
    static final int REGISTERS = 8;

    private static final int REGISTER_QUBITS = 3;

    private final int laneQubits;

    /// Of a group: where its registers i begin in the source.
    private final int[] sources = new int[REGISTERS];

    /// Where its registers j begin in the target.
    private final int[] targets = new int[REGISTERS];

    private final int[] flips;
    private final int[] blends;
    private final int[] order;
    private final int[] orderFlips;

    /// D⁻¹.
    private final int[] registers;

    /// By the lane of the source that lane 0 of register 0 would come from: what that adds to l and
    /// j.
    private final int[] lanesMoved;

    private final int[] registersMoved;

    /// Where groups begin: columns in the source and in the target.
    private final int[] groupSources;

    private final int[] groupTargets;

    private LaneFactors(int laneQubits, Split split) {
        this.laneQubits = laneQubits;
        int lanes = (1 << laneQubits) - 1;
        int[] p = new int[laneQubits];
        int[] r = new int[laneQubits];
        for (int k = 0; k < laneQubits; k++) {
            p[k] = split.lanes[k] & lanes;
            r[k] = BitVectors.solve(split.far, split.lanes[k] & ~lanes);
        }
        int[] q = new int[REGISTER_QUBITS];
        int[] s = new int[REGISTER_QUBITS];
        for (int k = 0; k < REGISTER_QUBITS; k++) {
            q[k] = split.sources[k] & lanes;
            s[k] = BitVectors.solve(split.far, split.sources[k] & ~lanes);
        }
        this.flips = flips(p, r, laneQubits);
        this.order = new int[laneQubits];
        for (int k = 0; k < laneQubits; k++) {
            order[k] = p[k] ^ BitVectors.times(flips, r[k]);
        }
        this.blends = new int[laneQubits];
        for (int k = 0; k < laneQubits; k++) {
            blends[k] = BitVectors.times(r, BitVectors.solve(order, 1 << k));
        }
        this.orderFlips = new int[REGISTER_QUBITS];
        var d = new int[REGISTER_QUBITS];
        for (int k = 0; k < REGISTER_QUBITS; k++) {
            orderFlips[k] = q[k] ^ BitVectors.times(flips, s[k]);
            d[k] = s[k] ^ BitVectors.times(blends, orderFlips[k]);
        }
        this.registers = new int[REGISTERS];
        for (int c = 0; c < REGISTERS; c++) {
            registers[c] = BitVectors.solve(d, c);
            sources[c] = BitVectors.times(split.far, c);
            targets[c] = BitVectors.times(split.targets, c);
        }
        var all = new int[laneQubits + REGISTER_QUBITS];
        for (int k = 0; k < laneQubits; k++) {
            all[k] = p[k] | (r[k] << laneQubits);
        }
        for (int k = 0; k < REGISTER_QUBITS; k++) {
            all[laneQubits + k] = q[k] | (s[k] << laneQubits);
        }
        this.lanesMoved = new int[1 << laneQubits];
        this.registersMoved = new int[1 << laneQubits];
        for (int lane = 0; lane < 1 << laneQubits; lane++) {
            int moved = BitVectors.solve(all, lane);
            lanesMoved[lane] = moved & lanes;
            registersMoved[lane] = moved >>> laneQubits;
        }
        this.groupSources = split.groupSources;
        this.groupTargets = split.groupTargets;
    }

    /// B₁: what P maps to 0 goes where P does not lead.
    private static int[] flips(int[] p, int[] r, int laneQubits) {
        var image = new BitVectors.Basis();
        List<Integer> lost = new ArrayList<>();
        for (int column : p) {
            int kernel = image.add(column);
            if (kernel != BitVectors.NONE) {
                lost.add(BitVectors.times(r, kernel));
            }
        }
        List<Integer> missing = new ArrayList<>();
        for (int k = 0; k < laneQubits; k++) {
            if (image.add(1 << k) == BitVectors.NONE) {
                missing.add(1 << k);
            }
        }
        return BitVectors.mapping(ints(lost), ints(missing), REGISTER_QUBITS);
    }

    private static int[] ints(List<Integer> values) {
        return values.stream().mapToInt(Integer::intValue).toArray();
    }

    /// Of the move by these columns, the lowest `laneQubits` of which number the lanes of a
    /// register; none where it does not go by such groups.
    static Optional<LaneFactors> of(int[] sourceColumns, int[] targetColumns, int laneQubits) {
        return Split.of(sourceColumns, targetColumns, laneQubits).map(split -> new LaneFactors(laneQubits, split));
    }

    /// The columns of a group and those that tell groups apart.
    private static final class Split {

        /// Of the lanes, in the source.
        private final int[] lanes;

        /// Of registers i, in the source.
        private final int[] far;

        /// Of registers j, in the source and in the target.
        private final int[] sources;

        private final int[] targets;
        private final int[] groupSources;
        private final int[] groupTargets;

        private Split(int[] lanes, int[] far, int[] sources, int[] targets, int[] groupSources, int[] groupTargets) {
            this.lanes = lanes;
            this.far = far;
            this.sources = sources;
            this.targets = targets;
            this.groupSources = groupSources;
            this.groupTargets = groupTargets;
        }

        static Optional<Split> of(int[] sourceColumns, int[] targetColumns, int laneQubits) {
            int[] lanes = Arrays.copyOf(sourceColumns, laneQubits);
            int farBits = -(1 << laneQubits);
            var basis = new BitVectors.Basis();
            List<Integer> far = new ArrayList<>();
            for (int column : lanes) {
                if (basis.add(column & farBits) == BitVectors.NONE) {
                    far.add(column & farBits);
                }
            }
            int mixed = far.size();
            List<Integer> sources = new ArrayList<>();
            List<Integer> targets = new ArrayList<>();
            List<Integer> others = new ArrayList<>();
            for (int k = laneQubits; k < sourceColumns.length; k++) {
                int same = basis.add(sourceColumns[k] & farBits);
                if (same == BitVectors.NONE) {
                    others.add(k);
                } else {
                    int registers = same & farBits;
                    sources.add(BitVectors.times(sourceColumns, registers));
                    targets.add(BitVectors.times(targetColumns, registers));
                }
            }
            if (sources.size() != mixed || mixed > REGISTER_QUBITS || mixed + others.size() < REGISTER_QUBITS) {
                return Optional.empty();
            }
            while (far.size() < REGISTER_QUBITS) {
                int k = others.removeFirst();
                far.add(sourceColumns[k] & farBits);
                sources.add(sourceColumns[k]);
                targets.add(targetColumns[k]);
            }
            return Optional.of(new Split(
                    lanes,
                    ints(far),
                    ints(sources),
                    ints(targets),
                    others.stream().mapToInt(k -> sourceColumns[k]).toArray(),
                    others.stream().mapToInt(k -> targetColumns[k]).toArray()));
        }
    }

    int groups() {
        return 1 << groupSources.length;
    }

    /// Where the source of group number `group` begins; its lowest bits are a lane.
    int groupSource(int group) {
        return BitVectors.times(groupSources, group);
    }

    int groupTarget(int group) {
        return BitVectors.times(groupTargets, group);
    }

    /// Where register `i` is in the source, from a group's begin.
    int source(int i) {
        return sources[i];
    }

    /// What the lanes of register `i` are flipped by: lane m comes from lane m ⊕ this.
    int flip(int i) {
        return BitVectors.times(flips, i);
    }

    /// Whether no register's lanes are flipped.
    boolean flipsNone() {
        return Arrays.stream(flips).allMatch(flip -> flip == 0);
    }

    /// The lanes, as a mask, that are blended over bit `bit` of a register's number.
    long blended(int bit) {
        long blended = 0;
        for (int lane = 0; lane < 1 << laneQubits; lane++) {
            blended |= (long) ((BitVectors.times(blends, lane) >>> bit) & 1) << lane;
        }
        return blended;
    }

    /// Where the blended register `c` goes in the target, from a group's begin, if the source
    /// begins at lane `first`.
    int target(int c, int first) {
        return targets[registers[c] ^ registersMoved[first]];
    }

    /// What each lane of it comes from, by [#order] of 0.
    int order(int c, int first) {
        return BitVectors.times(order, lanesMoved[first]) ^ BitVectors.times(orderFlips, registers[c]);
    }

    /// The lane that lane `lane` comes from, up to what [#order(int, int)] adds.
    int order(int lane) {
        return BitVectors.times(order, lane);
    }
}
