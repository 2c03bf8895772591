package io.ketstream.results.model;

import io.ketstream.model.RunId;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.results.run.RunFacts;

/// A trained model and the run that it is of.
public record KeptModel(RunId run, RunFacts facts, TrainedModel model) {}
