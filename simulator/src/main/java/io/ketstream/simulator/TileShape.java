package io.ketstream.simulator;

/// What the tiles of a pass look like: which qubits are mobile, and how many of these, the lowest, number the
/// amplitudes of a block, which stays in the first-level cache while several parts of a pass are done on it.
///
/// @param mobile the mask of the mobile qubits
record TileShape(int mobile, int blockQubits) {

    /// So many qubits of a tile are left for sweeps over all of it: as many as one sweep rotates.
    static final int SWEEP_QUBITS = 3;

    /// Blocks of 2^10 amplitudes have 16 KiB, half of a first-level cache. Larger ones are for states that one sweep
    /// over their other qubits is enough for then.
    private static final int WHOLE_BLOCK = 10;

    private static final int LARGEST_WHOLE_BLOCK = 12;

    /// Where amplitudes change places, blocks are larger: each costs some looking up.
    private static final int MOVED_BLOCK = 11;

    /// Of a state of `qubits`, with the usual blocks.
    static TileShape of(int mobile, int qubits, boolean moves) {
        int tileQubits = Integer.bitCount(mobile);
        int blockQubits;
        if (moves) {
            blockQubits = MOVED_BLOCK;
        } else if (tileQubits == qubits || tileQubits <= SWEEP_QUBITS) {
            blockQubits = Math.clamp(tileQubits - SWEEP_QUBITS, WHOLE_BLOCK, LARGEST_WHOLE_BLOCK);
        } else {
            blockQubits = tileQubits - SWEEP_QUBITS;
        }
        return new TileShape(mobile, Math.min(blockQubits, tileQubits));
    }

    int qubits() {
        return Integer.bitCount(mobile);
    }

    /// The amplitudes of a tile.
    int length() {
        return 1 << qubits();
    }

    /// The amplitudes of a block.
    int blockLength() {
        return 1 << blockQubits;
    }

    /// How many neighbours of a tile are neighbours in the state too, at most as many as a block has.
    int run() {
        return Math.min(blockLength(), Integer.lowestOneBit(~mobile));
    }

    /// Whether a tile has eight blocks.
    boolean hasOctants() {
        return qubits() == blockQubits + SWEEP_QUBITS;
    }

    /// The mask of the positions in a tile that blocks leave.
    int highest() {
        return length() - blockLength();
    }

    /// Whether the amplitudes of a tile are neighbours in the state.
    boolean areNeighbours() {
        return (mobile & (mobile + 1)) == 0;
    }

    /// The mask of the mobile qubits that number the amplitudes of a block.
    int blockMask() {
        return Integer.expand(blockLength() - 1, mobile);
    }
}
