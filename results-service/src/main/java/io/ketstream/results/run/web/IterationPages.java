package io.ketstream.results.run.web;

import io.ketstream.results.run.Iteration;
import io.ketstream.results.run.Paged;
import io.ketstream.results.run.Step;
import io.ketstream.results.run.TrainingStep;

/// Pages of what a run tells of its way, in the one form that the API has for it.
final class IterationPages {

    private IterationPages() {}

    static Paged<RunController.Iteration> of(Paged<? extends Step> page) {
        return new Paged<>(
                page.items().stream().map(IterationPages::shown).toList(), page.page(), page.size(), page.total());
    }

    private static RunController.Iteration shown(Step step) {
        return switch (step) {
            case Iteration own ->
                new RunController.Iteration(
                        own.iteration(),
                        own.evaluations(),
                        own.shots(),
                        own.objective(),
                        own.standardError(),
                        own.bestObjective(),
                        own.bestBitString(),
                        own.parameters(),
                        own.occurredAt(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
            case TrainingStep epoch ->
                new RunController.Iteration(
                        epoch.step(),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        epoch.occurredAt(),
                        epoch.done(),
                        epoch.total(),
                        epoch.fold(),
                        epoch.loss(),
                        epoch.validationLoss(),
                        epoch.score(),
                        epoch.validationScore());
        };
    }
}
