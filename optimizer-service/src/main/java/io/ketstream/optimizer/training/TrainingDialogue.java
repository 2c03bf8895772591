package io.ketstream.optimizer.training;

import io.ketstream.model.execution.Pub;
import java.util.List;

/// An algorithm's side of what it asks and tells.
public interface TrainingDialogue extends Audience {

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

    /// What has been asked and told so far.
    TrainingEffort effort();
}
