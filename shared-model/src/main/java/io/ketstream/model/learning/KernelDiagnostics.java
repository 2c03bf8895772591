package io.ketstream.model.learning;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// What is said of a kernel's matrix over rows of training.
///
/// @param rows of the matrix
/// @param offDiagonalMean mean of the entries off the diagonal
/// @param offDiagonalVariance their variance: where it is tiny, all rows are about equally alike
/// @param effectiveRank exp of the entropy of the eigenvalues, divided by their sum
/// @param smallestEigenvalue before any repair
/// @param clipped eigenvalues below zero, by noise of shots, that were set to zero
/// @param repairDistance Frobenius norm of what the repair changed
/// @param alignment of the matrix with the target's, centred (Cortes et al., arXiv 1203.0550);
///     absent without a target
/// @param geometricDifference g of a Gaussian kernel's matrix to this one, regularised by 0.001
///     (Huang et al., arXiv 2011.01938); absent where there are more than 400 rows
/// @param concentrated whether the entries differ by less than so many shots resolve, or, exact, by
///     less than 1e-6
/// @param aligned of a kernel that was trained, what came of it; absent of others
/// @param nystrom where the matrix is of landmarks only, what their approximation leaves of the
///     kernel; absent where the matrix is of all rows
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KernelDiagnostics(
        int rows,
        double offDiagonalMean,
        double offDiagonalVariance,
        double effectiveRank,
        double smallestEigenvalue,
        int clipped,
        double repairDistance,
        @Nullable Double alignment,
        @Nullable Double geometricDifference,
        boolean concentrated,
        @Nullable Nystrom nystrom,
        @Nullable Aligned aligned) {

    /// How much of a kernel its landmarks hold.
    ///
    /// @param rows of training that are approximated
    /// @param landmarks that they are approximated by
    /// @param rank eigenvalues of the landmarks' matrix that are used: those that are not rounding,
    ///     or noise of shots
    /// @param residual mean of k(x, x) − k̃(x, x) over the rows of training, where k(x, x) is 1: 0
    ///     where nothing is lost. With shots it may be below 0
    public record Nystrom(int rows, int landmarks, int rank, double residual) {}

    /// How a kernel was trained to agree with the target.
    ///
    /// @param rows of training, drawn by chance, that the two alignments are of
    /// @param before centred alignment with the weights that training began with
    /// @param after with those that it ended with
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Aligned(
            int rows, @Nullable Double before, @Nullable Double after) {}

    /// With what landmarks leave of the kernel.
    public KernelDiagnostics with(@Nullable Nystrom approximation) {
        return with(approximation, aligned);
    }

    /// With how the kernel was trained.
    public KernelDiagnostics with(@Nullable Aligned training) {
        return with(nystrom, training);
    }

    private KernelDiagnostics with(@Nullable Nystrom approximation, @Nullable Aligned training) {
        return new KernelDiagnostics(
                rows,
                offDiagonalMean,
                offDiagonalVariance,
                effectiveRank,
                smallestEigenvalue,
                clipped,
                repairDistance,
                alignment,
                geometricDifference,
                concentrated,
                approximation,
                training);
    }
}
