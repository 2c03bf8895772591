package io.ketstream.simulator;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The moves of a schedule's tiles, which have nothing to do with parameters: each is made once. Thread-safe.
final class BlockMoves {

    private record Key(TileShape tile, IndexMap map, boolean fromState, boolean toState) {}

    private final Map<Key, BlockMove> moves = new ConcurrentHashMap<>();

    /// The moves of `schedule`.
    static BlockMoves of(Schedule schedule) {
        return schedule.kept(BlockMoves.class, BlockMoves::new);
    }

    /// As [BlockMove#of]; `map` must not change any more.
    BlockMove of(int qubits, IndexMap map, TileShape tile, boolean fromState, boolean toState) {
        return moves.computeIfAbsent(
                new Key(tile, map, fromState, toState), key -> BlockMove.of(qubits, map, tile, fromState, toState));
    }
}
