package io.ketstream.benchmarks.compare;

/// A contender that cannot take part any more, with the reason.
final class ContenderFailure extends Exception {
    private static final long serialVersionUID = 1;

    ContenderFailure(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
