package io.ketstream.model.learning;

/// What was done to a kernel matrix that noise had made indefinite.
///
/// @param clipped how many negative eigenvalues became 0; 0 where the matrix was left as it was
/// @param smallest the smallest eigenvalue before
/// @param distance Frobenius norm of the difference of the matrices
public record KernelRepair(int clipped, double smallest, double distance) {}
