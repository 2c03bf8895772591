package io.ketstream.simulator;

import java.util.List;

/// What a pass is arranged of, in memory that it uses again where numbers choose otherwise.
final class PassMemory {

    private final Reused<Passes.Part.Rotations> rotations = new Reused<>(Passes.Part.Rotations::new);
    private final Reused<Passes.Part.Across> across = new Reused<>(Passes.Part.Across::new);
    private final Reused<Passes.Part.Relocation> relocations = new Reused<>(Passes.Part.Relocation::new);
    private final Reused<Passes.Part.Blocked> blocked = new Reused<>(Passes.Part.Blocked::new);
    private final Reused<PassBlocks.Layer> layers = new Reused<>(PassBlocks.Layer::new);
    private final Reused<Exchanges<Passes.Part>> exchanges;

    PassMemory(int qubits) {
        this.exchanges = new Reused<>(() -> new Exchanges<>(qubits));
    }

    void takeBack() {
        rotations.takeBack();
        across.takeBack();
        relocations.takeBack();
        blocked.takeBack();
        layers.takeBack();
        exchanges.takeBack();
    }

    /// The parts that are lent take the numbers of their steps.
    void takeNumbers() {
        rotations.forEachLent(Passes.Part.Rotations::takeNumbers);
    }

    /// Of no qubit yet.
    Passes.Part.Rotations rotations(Axis axis) {
        return rotations.next().begin(axis);
    }

    Passes.Part.Across across(double[] tangents, boolean toState) {
        return across.next().set(tangents, toState);
    }

    /// To be located.
    Passes.Part.Relocation relocation() {
        return relocations.next();
    }

    Passes.Part.Blocked blocked(List<Passes.Part> parts) {
        return blocked.next().set(parts);
    }

    PassBlocks.Layer layer() {
        return layers.next().begin();
    }

    /// None yet.
    Exchanges<Passes.Part> exchanges() {
        Exchanges<Passes.Part> next = exchanges.next();
        next.clear();
        return next;
    }
}
