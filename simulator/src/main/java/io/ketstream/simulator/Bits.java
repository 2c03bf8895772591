package io.ketstream.simulator;

/// Arithmetic on indices of amplitudes and on masks of qubits.
final class Bits {

    private Bits() {}

    /// The positions of the ones of `mask`, ascending.
    static int[] positions(int mask) {
        var positions = new int[Integer.bitCount(mask)];
        int rest = mask;
        for (int k = 0; k < positions.length; k++, rest &= rest - 1) {
            positions[k] = Integer.numberOfTrailingZeros(rest);
        }
        return positions;
    }

    /// The same into `positions`, from its begin; returns how many there are.
    static int positions(int mask, int[] positions) {
        int count = 0;
        for (int rest = mask; rest != 0; rest &= rest - 1) {
            positions[count++] = Integer.numberOfTrailingZeros(rest);
        }
        return count;
    }

    /// `index` with a 0 put in at the position of `bit`.
    static int insertZero(int index, int bit) {
        return ((index & -bit) << 1) | (index & (bit - 1));
    }
}
