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
/// @param alignment of the matrix with the target's, centred (Cortes et al., arXiv 1203.0550); absent without a target
/// @param geometricDifference g of a Gaussian kernel's matrix to this one, regularised by 0.001 (Huang et al., arXiv
///     2011.01938); absent where there are more than 400 rows
/// @param concentrated whether the entries differ by less than so many shots resolve, or, exact, by less than 1e-6
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
        boolean concentrated) {}
