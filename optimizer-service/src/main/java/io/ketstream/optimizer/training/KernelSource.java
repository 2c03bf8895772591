package io.ketstream.optimizer.training;

import io.ketstream.model.RealVector;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the kernel of rows comes from.
interface KernelSource {

    /// @param training angles of rows of training
    /// @param test angles of rows of a test; may be none
    /// @param fold whose progress is told
    KernelBlocks blocks(List<RealVector> training, List<RealVector> test, @Nullable Integer fold);
}
