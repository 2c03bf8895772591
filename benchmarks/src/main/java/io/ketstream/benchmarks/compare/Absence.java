package io.ketstream.benchmarks.compare;

/// A contender that should have taken part and did not.
///
/// @param workload its name
record Absence(Contender contender, String workload, int threads, String reason) {}
