package io.ketstream.results.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.RealVector;
import io.ketstream.model.run.Clustering;
import io.ketstream.model.run.DecompositionReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a portfolio was taken apart, and what came of it: the bound and the stages are told by the run's end.
///
/// @param clusters how many
/// @param largestCluster the most assets of one
/// @param sizes of the clusters
/// @param modularity Q of the clusters
/// @param upperEdge λ₊, the eigenvalue of the correlations where noise ends
/// @param marketEigenvalue λ₁
/// @param groupEigenvalues those between, by which the clusters were made; empty: by all but the market
/// @param seconds that taking apart took
/// @param count of a portfolio with a range of numbers of assets: which one its clusters shared out, and how that
///     was chosen; what it has after polish is in `best.selection`
/// @param bound no selection has a lower objective
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DecompositionView(
        int clusters,
        int largestCluster,
        @Nullable List<Integer> sizes,
        @Nullable Double modularity,
        @Nullable Double upperEdge,
        @Nullable Double marketEigenvalue,
        @Nullable RealVector groupEigenvalues,
        @Nullable Double seconds,
        Clustering.@Nullable Count count,
        @Nullable Double bound,
        List<DecompositionReport.Stage> stages) {

    /// Absent of a run that, as far as is known, was not taken apart.
    static @Nullable DecompositionView of(RunFacts facts) {
        var told = facts.decomposition();
        var report = facts.outcome() == null ? null : facts.outcome().ended().decomposition();
        if (told == null) {
            return report == null ? null : of(report);
        }
        return new DecompositionView(
                told.sizes().size(),
                told.sizes().stream().mapToInt(size -> size).max().orElse(0),
                told.sizes(),
                told.modularity(),
                told.upperEdge(),
                told.marketEigenvalue(),
                told.groupEigenvalues(),
                told.seconds(),
                told.count(),
                report == null ? null : report.bound(),
                report == null ? List.of() : report.stages());
    }

    /// Of a run whose end came before that it was taken apart: between topics there is no order.
    private static DecompositionView of(DecompositionReport report) {
        return new DecompositionView(
                report.clusters(),
                report.largestCluster(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                report.bound(),
                report.stages());
    }
}
