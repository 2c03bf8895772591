package io.ketstream.simulator;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings the parts of a pass into an order in which a tile is gone through as seldom as may be.
///
/// Rotations on different qubits commute. So those on the qubits of a block, with a phase between them and with a move
/// into or out of the tile, are done block by block, and those on the other qubits in sweeps over all of the tile: far,
/// *near, phase, near*, far, *phase, near*, far, …, where *…* is what a block goes through.
final class PassBlocks {

    private final PassMemory memory;
    private final List<Layer> layers = new ArrayList<>();

    /// What each block goes through next.
    private final List<Passes.Part> group = new ArrayList<>();

    private TileShape shape = new TileShape(0, 0);
    private List<Passes.Part> arranged = List.of();

    PassBlocks(PassMemory memory) {
        this.memory = memory;
    }

    /// Adds `parts` to `target` in that order.
    void arrange(List<Passes.Part> parts, TileShape shape, List<Passes.Part> target) {
        this.shape = shape;
        this.arranged = target;
        for (int k = 0; k < parts.size(); ) {
            k = take(parts, k);
        }
    }

    /// A phase, if any, and the rotations after it.
    static final class Layer {
        private Passes.Part.@Nullable Phase phase;
        private final List<Passes.Part> near = new ArrayList<>(2);
        private final List<Passes.Part> far = new ArrayList<>(2);

        /// With nothing in it.
        Layer begin() {
            phase = null;
            near.clear();
            far.clear();
            return this;
        }
    }

    /// Arranges what begins at `k`, and answers where the rest begins.
    private int take(List<Passes.Part> parts, int k) {
        Passes.Part.@Nullable Relocation in = parts.get(k) instanceof Passes.Part.Relocation move ? move : null;
        int begin = in == null ? k : k + 1;
        layers.clear();
        layers.add(memory.layer());
        int end = begin;
        while (end < parts.size() && addToLayers(parts.get(end))) {
            end++;
        }
        if (end == begin) {
            arranged.add(parts.get(k));
            return k + 1;
        }
        Passes.Part.@Nullable Relocation out =
                end < parts.size() && parts.get(end) instanceof Passes.Part.Relocation move && move.map() == null
                        ? move
                        : null;
        arrange(in, out);
        return out == null ? end : end + 1;
    }

    private boolean addToLayers(Passes.Part part) {
        switch (part) {
            case Passes.Part.Rotations rotations -> {
                Layer last = layers.getLast();
                rotations.split(shape.blockLength(), memory, last.near, last.far);
            }
            case Passes.Part.Phase phase -> {
                Layer layer = memory.layer();
                layer.phase = phase;
                layers.add(layer);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void arrange(Passes.Part.@Nullable Relocation in, Passes.Part.@Nullable Relocation out) {
        boolean sweepsIn = in != null && isOneSweep(in, in.fromState() && !in.toState(), layers.getFirst());
        if (sweepsIn) {
            arranged.add(across(layers.getFirst(), false));
        }
        boolean sweepsOut = out != null && isOneSweep(out, out.toState() && !out.fromState(), layers.getLast());
        Passes.Part across = sweepsOut ? across(layers.getLast(), true) : null;
        arrangeRest(sweepsIn ? null : in, sweepsOut ? null : out);
        if (across != null) {
            arranged.add(across);
        }
    }

    /// The far rotations of `layer`, on the way into or out of a copy.
    private Passes.Part across(Layer layer, boolean toState) {
        return memory.across(((Passes.Part.Rotations) layer.far.removeFirst()).tangents(), toState);
    }

    /// Whether the far rotations of a layer can be done in the one sweep that moves a tile.
    private boolean isOneSweep(Passes.Part.Relocation move, boolean isBetweenStateAndCopy, Layer layer) {
        return isBetweenStateAndCopy
                && move.map() == null
                && shape.hasOctants()
                && layer.far.size() == 1
                && ((Passes.Part.Rotations) layer.far.getFirst()).isAcross();
    }

    private void arrangeRest(Passes.Part.@Nullable Relocation in, Passes.Part.@Nullable Relocation out) {
        if (in != null) {
            group.add(in);
        }
        for (int k = 0; k < layers.size(); k++) {
            Layer layer = layers.get(k);
            boolean farFirst = k == 0 ? in == null : k == layers.size() - 1 && out != null;
            if (layer.phase != null) {
                addPhase(layer.phase);
            }
            if (farFirst) {
                addFar(layer);
            }
            Reused.append(group, layer.near);
            if (!farFirst) {
                addFar(layer);
            }
        }
        if (out != null) {
            // A block must not be written where a later one still has to be read from.
            if (!group.isEmpty()
                    && group.getFirst() instanceof Passes.Part.Relocation moveIn
                    && moveIn.map() != null
                    && moveIn.fromState()) {
                endGroup();
            }
            group.add(out);
        }
        endGroup();
    }

    private void addFar(Layer layer) {
        if (!layer.far.isEmpty()) {
            endGroup();
            Reused.append(arranged, layer.far);
        }
    }

    /// A group has one phase at most, unless a tile is one block.
    private void addPhase(Passes.Part phase) {
        if (shape.blockQubits() < shape.qubits()) {
            for (int k = 0; k < group.size(); k++) {
                if (group.get(k) instanceof Passes.Part.Phase) {
                    endGroup();
                    break;
                }
            }
        }
        group.add(phase);
    }

    private void endGroup() {
        if (group.isEmpty()) {
            return;
        }
        boolean single = group.size() == 1 && !(group.getFirst() instanceof Passes.Part.Phase);
        arranged.add(single ? group.getFirst() : memory.blocked(group));
        group.clear();
    }
}
