package io.ketstream.optimizer.training;

/// Whoever waits for what an algorithm comes to.
public interface Audience {

    /// Tells how far it has come. As [#requireWanted], it throws where nobody waits for that.
    void report(TrainingProgress progress);

    /// Asked between steps that take long: throws where nobody waits for what comes of them any
    /// more, so that the memory they take is given back.
    void requireWanted();
}
