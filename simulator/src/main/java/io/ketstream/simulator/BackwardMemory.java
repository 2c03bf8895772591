package io.ketstream.simulator;

/// What a pass of [BackwardPasses] is made of, in memory that it uses again where numbers choose other parts.
final class BackwardMemory {

    private final Reused<BackwardPart.Sweeps> sweeps = new Reused<>(BackwardPart.Sweeps::new);
    private final Reused<BackwardPart.Across> across = new Reused<>(BackwardPart.Across::new);
    private final Reused<BackwardPart.Relocation> relocations = new Reused<>(BackwardPart.Relocation::new);
    private final Reused<BackwardPart.Load> loads = new Reused<>(BackwardPart.Load::new);
    private final Reused<BackwardPart.Scale> scales = new Reused<>(BackwardPart.Scale::new);
    private final Reused<Sweep.SumsY> sumsY = new Reused<>(Sweep.SumsY::new);
    private final Reused<Sweep.RotationY> rotationsY = new Reused<>(Sweep.RotationY::new);
    private final Reused<Sweep.InnerX> innerX = new Reused<>(Sweep.InnerX::new);
    private final Reused<Sweep.OuterX> outerX = new Reused<>(Sweep.OuterX::new);
    private final Reused<Derivative.OfRotation> derivatives = new Reused<>(Derivative.OfRotation::new);
    private final Reused<Exchanges<BackwardPart>> exchanges;

    BackwardMemory(int qubits) {
        this.exchanges = new Reused<>(() -> new Exchanges<>(qubits));
    }

    void takeBack() {
        sweeps.takeBack();
        across.takeBack();
        relocations.takeBack();
        loads.takeBack();
        scales.takeBack();
        sumsY.takeBack();
        rotationsY.takeBack();
        innerX.takeBack();
        outerX.takeBack();
        derivatives.takeBack();
        exchanges.takeBack();
    }

    /// None yet.
    BackwardPart.Sweeps sweeps(int blockQubits) {
        return sweeps.next().begin(blockQubits);
    }

    BackwardPart.Across across(Sweep.RotationY rotation, boolean toStates) {
        return across.next().set(rotation, toStates);
    }

    /// To be located.
    BackwardPart.Relocation relocation(IndexMap map) {
        return relocations.next().begin(map);
    }

    BackwardPart.Load load(BlockMove move, int phase) {
        return loads.next().set(move, phase);
    }

    BackwardPart.Scale scale() {
        return scales.next();
    }

    /// Of no rotation yet.
    Sweep.SumsY sumsY(int innerCount, int slot) {
        return sumsY.next().begin(innerCount, slot);
    }

    /// On no qubit yet.
    Sweep.RotationY rotationY() {
        Sweep.RotationY next = rotationsY.next();
        next.rotations().clear();
        return next;
    }

    /// On no qubit yet.
    Sweep.InnerX innerX(int count, int slot) {
        return innerX.next().begin(count, slot);
    }

    /// On no qubit yet.
    Sweep.OuterX outerX(int slot) {
        return outerX.next().begin(slot);
    }

    Derivative.OfRotation derivative() {
        return derivatives.next();
    }

    /// None yet.
    Exchanges<BackwardPart> exchanges() {
        Exchanges<BackwardPart> next = exchanges.next();
        next.clear();
        return next;
    }
}
