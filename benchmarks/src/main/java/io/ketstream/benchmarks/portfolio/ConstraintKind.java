package io.ketstream.benchmarks.portfolio;

/// What a selection may have to keep beside its cardinality.
enum ConstraintKind {
    RANGE("a range of counts"),
    GROUPS("counts of groups"),
    MANDATORY("mandatory"),
    FORBIDDEN("forbidden"),
    WEIGHTS("bounds of weights"),
    TURNOVER("turnover");

    private final String title;

    ConstraintKind(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }
}
