package io.ketstream.optimizer.training;

import io.ketstream.model.execution.Pub;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;

/// Answers an algorithm at once, and keeps what it asks and tells.
final class DirectDialogue implements TrainingDialogue {

    private final Function<Pub, TrainingAnswer> executor;
    final List<Pub> asked = new ArrayList<>();
    final List<Integer> together = new ArrayList<>();
    final List<TrainingProgress> told = new ArrayList<>();

    /// How often it is asked between steps whether anybody waits before nobody does.
    int wantedFor = Integer.MAX_VALUE;

    int looks;

    DirectDialogue(Function<Pub, TrainingAnswer> executor) {
        this.executor = executor;
    }

    @Override
    public int sequence() {
        return asked.size() + 1;
    }

    @Override
    public void ask(List<Pub> questions, Taker taker) {
        together.add(questions.size());
        for (int i = 0; i < questions.size(); i++) {
            asked.add(questions.get(i));
            taker.take(i, executor.apply(questions.get(i)));
        }
    }

    /// After so many looks nobody waits any more.
    @Override
    public void requireWanted() {
        if (looks++ == wantedFor) {
            throw new CancellationException();
        }
    }

    @Override
    public void report(TrainingProgress progress) {
        told.add(progress);
    }

    @Override
    public TrainingEffort effort() {
        return new TrainingEffort(
                told.size(),
                asked.size(),
                0,
                asked.size() * DenseExecutor.SECONDS,
                asked.isEmpty() ? null : DenseExecutor.ENGINE);
    }
}
