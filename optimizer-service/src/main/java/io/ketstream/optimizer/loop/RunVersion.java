package io.ketstream.optimizer.loop;

/// The versions of [RunAlgorithm], oldest first.
enum RunVersion {

    /// Angles begin as if all qubits exchanged ones with each other; a single feasible selection is searched for.
    FIRST("run/1"),

    /// Angles begin by how many qubits do; a single feasible selection is the answer.
    SECOND("run/2");

    private final String title;

    RunVersion(String title) {
        this.title = title;
    }

    /// What new runs take.
    static RunVersion current() {
        return values()[values().length - 1];
    }

    /// Together with that of a minimiser, as a run records it.
    String with(String minimizer) {
        return minimizer + " " + title;
    }
}
