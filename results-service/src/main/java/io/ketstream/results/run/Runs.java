package io.ketstream.results.run;

import io.ketstream.model.RunId;
import java.util.List;
import java.util.Optional;

/// The projected runs. A run is there once its submission has been projected, whatever else came before.
public interface Runs {

    Optional<RunFacts> facts(RunId run);

    Optional<RunView> find(RunId run);

    /// Latest submission first; children in their sequence.
    Paged<RunView> list(RunFilter filter, int page, int size);

    /// What comes after `last` in that list, at most `limit`, whatever was submitted meanwhile.
    List<RunView> listAfter(RunFilter filter, RunView last, int limit);

    Paged<Iteration> iterations(RunId run, int page, int size);

    /// The iterations after number `iteration` in their order, at most `limit`.
    List<Iteration> iterationsAfter(RunId run, int iteration, int limit);

    /// How many of the iterations 1..`last` are there.
    int countIterations(RunId run, int last);

    /// How many of the iterations 1..`last` are there in both and equal, bit for bit.
    int countEqualIterations(RunId run, RunId other, int last);

    /// The steps of a run that learns after number `step` in their order, at most `limit`.
    List<TrainingStep> trainingStepsAfter(RunId run, int step, int limit);

    /// Those of its steps that are a network's epochs, from the first.
    Paged<TrainingStep> epochs(RunId run, int page, int size);

    /// The epochs after step number `step` in their order, at most `limit`.
    List<TrainingStep> epochsAfter(RunId run, int step, int limit);

    /// Of the epochs of each fold the first, then each `stride`th, and the last, by their steps.
    List<TrainingStep> everyEpoch(RunId run, int stride);

    /// How many of the steps 1..`last` of a run that learns are there.
    int countTrainingSteps(RunId run, int last);

    int countEpochs(RunId run);

    /// How many epochs both have, by fold and number.
    int countCommonEpochs(RunId run, RunId other);

    /// How many of these are equal, bit for bit.
    int countEqualEpochs(RunId run, RunId other);
}
