package io.ketstream.optimizer.training;

/// What is drawn by chance, each by a seed of its own that follows from the run's; those of questions are other ones.
enum SeedOf {
    WEIGHTS,
    BATCHES,
    SHUFFLED_LABELS,
    SEARCH,
    CONTROLS;

    private static final int FOLDS = 1000;

    /// @param fold counted from 1; 0: none
    long seed(long run, int fold) {
        return QuestionSeed.of(run, -(1 + ordinal() * FOLDS + fold));
    }
}
