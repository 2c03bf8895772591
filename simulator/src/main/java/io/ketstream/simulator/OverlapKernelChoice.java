package io.ketstream.simulator;

/// Vectors for overlaps where [KernelChoice] has them.
final class OverlapKernelChoice {

    static final OverlapKernels CHOSEN = Kernels.areVectors() ? new VectorOverlaps() : new ScalarOverlaps();

    private OverlapKernelChoice() {}
}
