package io.ketstream.model.execution;

/// What is asked of an execution.
public enum Wanted {
    /// The objective's value.
    ESTIMATE(0),

    /// Its value and gradient.
    GRADIENT(1),

    /// Its value and a summary of samples.
    SAMPLES(2),

    /// Fidelities |⟨φ(b)|φ(a)⟩|² of the states at parameter vectors a and b, as a matrix: a tile of a kernel's. The
    /// first [Pub#rows] vectors are its rows, the others its columns; where all are rows, they are its columns too,
    /// and its diagonal is 1.
    KERNEL(3),

    /// ⟨X⟩, ⟨Y⟩ and ⟨Z⟩ of each qubit in turn, as a matrix: a row for each parameter vector.
    BLOCH(4),

    /// Expectations of the readout of [Pub#batch], as a matrix: for each parameter vector, which are the weights, a
    /// row for each of the batch's, a column for each observable.
    OUTPUTS(5),

    /// The mean loss over [Pub#batch], one value for each vector of weights.
    LOSS(6),

    /// That, and its gradient in the weights.
    LOSS_GRADIENT(7),

    /// That, and the Fubini–Study metric of the rows' states in the weights, mean over the batch,
    /// as a matrix of its own ([io.ketstream.model.PackedTriangle]): Re⟨∂ᵢψ|∂ⱼψ⟩ − Re⟨∂ᵢψ|ψ⟩⟨ψ|∂ⱼψ⟩
    /// (Stokes et al., arXiv 1909.02108, eq. 11). Of one vector of weights.
    LOSS_METRIC(8);

    private final int code;

    Wanted(int code) {
        this.code = code;
    }

    /// The number that stands for it in a [Pub]'s digest; never changes.
    int code() {
        return code;
    }

    /// Whether the answer is a matrix and not one result a parameter vector.
    public boolean isMatrix() {
        return this == KERNEL || this == BLOCH || this == OUTPUTS;
    }

    /// Whether there is a matrix in the answer, alone or beside results.
    public boolean hasMatrix() {
        return isMatrix() || this == LOSS_METRIC;
    }

    /// Whether results have a gradient.
    public boolean hasGradient() {
        return this == GRADIENT || this == LOSS_GRADIENT || this == LOSS_METRIC;
    }

    /// Whether it is asked of a [TrainingBatch].
    public boolean isOfBatch() {
        return this == OUTPUTS || this == LOSS || this == LOSS_GRADIENT || this == LOSS_METRIC;
    }
}
