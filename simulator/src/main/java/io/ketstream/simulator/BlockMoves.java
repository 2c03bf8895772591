package io.ketstream.simulator;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The moves of a schedule's tiles, which have nothing to do with parameters: each is made once. Thread-safe.
final class BlockMoves {

    /// By tile and map; those within copies, from the state, to the state, and both. To look one up makes no object.
    private final List<Map<TileShape, Map<IndexMap, BlockMove>>> moves = List.of(
            new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), new ConcurrentHashMap<>());

    /// The moves of `schedule`.
    static BlockMoves of(Schedule schedule) {
        return schedule.kept(BlockMoves.class, BlockMoves::new);
    }

    /// As [BlockMove#of].
    BlockMove of(int qubits, IndexMap map, TileShape tile, boolean fromState, boolean toState) {
        Map<TileShape, Map<IndexMap, BlockMove>> tiles = moves.get((fromState ? 1 : 0) + (toState ? 2 : 0));
        @Nullable Map<IndexMap, BlockMove> maps = tiles.get(tile);
        BlockMove known = maps == null ? null : maps.get(map);
        return known != null
                ? known
                : tiles.computeIfAbsent(tile, _ -> new ConcurrentHashMap<>())
                        .computeIfAbsent(map.copy(), copy -> BlockMove.of(qubits, copy, tile, fromState, toState));
    }
}
