package io.ketstream.optimizer.learning.gram;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What is to be known of a kernel matrix of m rows.
///
/// @param mean of the entries off the diagonal
/// @param variance of the entries off the diagonal, divided by their number
/// @param effectiveRank exp(−Σ pᵢ ln pᵢ) with the shares pᵢ = λᵢ/Σλ of the eigenvalues, negative ones
///     counting as 0 (O. Roy, M. Vetterli, EUSIPCO 2007): 1 for a matrix of ones, m for the identity
/// @param smallestEigenvalue negative only by rounding or noise
/// @param alignment ⟨K, T⟩/(‖K‖ ‖T‖) with the target's own kernel T (N. Cristianini et al., NIPS 2001): 1
///     for the same class and −1/(classes − 1) for another; of numbers the product of their deviations from
///     the mean. Absent without a target
/// @param centredAlignment the same of the centred matrices (C. Cortes, M. Mohri, A. Rostamizadeh, JMLR 13,
///     795 (2012)); absent without a target, and where all rows are the same to the kernel
/// @param concentration how far shots can tell the entries apart
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GramDiagnostics(
        double mean,
        double variance,
        double effectiveRank,
        double smallestEigenvalue,
        @Nullable Double alignment,
        @Nullable Double centredAlignment,
        Concentration concentration) {

    /// Whether entries have come so close to one another that so many shots measure their noise (S.
    /// Thanasilp et al., Nature Communications 15, 5200 (2024)).
    ///
    /// @param shots of an entry
    /// @param shotVariance mean over the entries off the diagonal of the variance that the shots
    ///     give them, of frequencies k(1 − k)/shots
    /// @param signalVariance variance of the entries off the diagonal, less the shots' where it was
    ///     measured with them; at least 0
    /// @param concentrated the signal's is below the shots': the matrix says more of the noise than of the
    ///     rows
    /// @param shotsNeeded for the two to be the same; absent where the entries do not vary
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Concentration(
            int shots,
            double shotVariance,
            double signalVariance,
            boolean concentrated,
            @Nullable Double shotsNeeded) {}
}
