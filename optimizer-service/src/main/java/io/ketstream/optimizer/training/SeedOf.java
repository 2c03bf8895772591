package io.ketstream.optimizer.training;

/// What is drawn by chance, each by a seed of its own that follows from the run's; those of
/// questions are other ones.
enum SeedOf {
    WEIGHTS(0),
    BATCHES(1),
    SHUFFLED_LABELS(2),
    SEARCH(3),
    CONTROLS(4),
    HELD_BACK(5),
    INNER_DIVISION(6),
    LANDMARKS(10),
    PROBABILITIES(11),
    LOOKED_AT(12);

    private static final int FOLDS = 1000;

    private final int code;

    SeedOf(int code) {
        this.code = code;
    }

    /// @param fold counted from 1; 0: none
    long seed(long run, int fold) {
        return QuestionSeed.of(run, -(1 + code * FOLDS + fold));
    }
}
