package io.ketstream.optimizer.training;

import io.ketstream.model.learning.LearningReport;
import io.ketstream.model.run.StopReason;

/// What a run that learns has come to.
public record TrainingConclusion(StopReason reason, LearningReport report, TrainingEffort effort) {}
