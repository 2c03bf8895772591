package io.ketstream.model.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What came of a portfolio that was taken apart, stage by stage.
///
/// @param clusters how many
/// @param largestCluster the most assets of one, that is qubits of a circuit
/// @param bound no selection has a lower objective
/// @param controls what classical methods make of the whole, which is published when this outcome counts
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecompositionReport(
        int clusters,
        int largestCluster,
        double bound,
        List<Stage> stages,
        @Nullable Controls controls) {

    /// What happens to the selection as a whole.
    public enum Step {
        /// Every cluster on its own, put together: what the circuits made.
        @JsonProperty("clusters")
        CLUSTERS,
        /// Every cluster again, as the others stand.
        @JsonProperty("sweep")
        SWEEP,
        /// A classical descent by assets that enter and leave, two of each at once at most.
        @JsonProperty("polish")
        POLISH
    }

    /// @param objective of the selection as it is after this stage
    /// @param gap above the bound, per cent of the bound's size; absent where that is 0
    /// @param seconds until the next stage, waiting for circuits included
    /// @param children runs of this stage
    /// @param fallbacks those that failed, or were not there in time: their clusters were solved classically
    /// @param evaluations of circuits, all children together
    /// @param changes clusters that were taken otherwise than before; of polish assets, the larger number of those
    ///     that left and those that entered
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Stage(
            Step step,
            double objective,
            @Nullable Double gap,
            double seconds,
            int children,
            int fallbacks,
            int evaluations,
            int changes) {}

    /// Without controls.
    public DecompositionReport(int clusters, int largestCluster, double bound, List<Stage> stages) {
        this(clusters, largestCluster, bound, stages, null);
    }

    public DecompositionReport {
        stages = List.copyOf(stages);
    }
}
