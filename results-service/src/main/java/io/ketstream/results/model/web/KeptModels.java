package io.ketstream.results.model.web;

import io.ketstream.model.RunId;
import io.ketstream.model.learning.LearningReport;
import io.ketstream.results.model.KeptModel;
import io.ketstream.results.model.Models;
import io.ketstream.results.run.RunFacts;
import io.ketstream.results.run.Runs;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Models that are asked for by their run.
@Component
public class KeptModels {

    private final Models models;
    private final Runs runs;

    KeptModels(Models models, Runs runs) {
        this.models = models;
        this.runs = runs;
    }

    /// The model of a run, or 404 that says why there is none.
    public KeptModel require(RunId run) {
        return models.find(run)
                .orElseThrow(() -> ModelNotFound.of(run, leftOut(run).orElse(null)));
    }

    private Optional<String> leftOut(RunId run) {
        return runs.facts(run)
                .map(RunFacts::outcome)
                .map(outcome -> outcome.ended().learning())
                .map(LearningReport::modelLeftOut);
    }
}
