package io.ketstream.optimizer.training;

import io.ketstream.model.execution.Pub;
import java.util.List;

/// An algorithm's side of what it asks and tells.
public interface TrainingDialogue {

    /// Takes the answer to one of several questions that were asked together.
    @FunctionalInterface
    interface Taker {

        /// @param question its place among those asked
        void take(int question, TrainingAnswer answer);
    }

    /// The number of the next question, from 1.
    int sequence();

    /// Asks all, and takes the answers in the order of the questions, whatever order they come in.
    void ask(List<Pub> questions, Taker taker);

    /// Tells how far it has come. As [#requireWanted], it throws where nobody waits for that.
    void report(TrainingProgress progress);

    /// Asked between steps that take long: throws where nobody waits for what comes of them any
    /// more, so that the memory they take is given back.
    void requireWanted();

    /// What has been asked and told so far.
    TrainingEffort effort();
}
