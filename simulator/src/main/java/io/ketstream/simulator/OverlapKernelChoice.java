package io.ketstream.simulator;

/// Vectors for overlaps where [KernelChoice] has them.
final class OverlapKernelChoice {

    static final OverlapKernels CHOSEN =
            Kernels.chosen() instanceof ScalarKernels ? new ScalarOverlaps() : new VectorOverlaps();

    private OverlapKernelChoice() {}
}
