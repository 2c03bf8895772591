package io.ketstream.results.prediction.web;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.RunId;
import io.ketstream.model.learning.TrainedModel;
import io.ketstream.results.model.web.KeptModels;
import io.ketstream.results.prediction.UnansweredException;
import io.ketstream.results.prediction.config.PredictionProperties;
import io.ketstream.support.web.ApiException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/// Lets few predictions in at a time, and counts and times them: `ketstream.results.predictions{model,outcome}`.
@Component
class Predictions {

    private final KeptModels models;
    private final MeterRegistry registry;
    private final Semaphore permits;
    private final int most;

    Predictions(KeptModels models, MeterRegistry registry, PredictionProperties properties) {
        this.models = models;
        this.registry = registry;
        this.most = properties.concurrent();
        this.permits = new Semaphore(most);
    }

    <T> T with(RunId run, Function<TrainedModel, T> prediction) {
        TrainedModel model = models.require(run).model();
        if (!permits.tryAcquire()) {
            count(model, "turned-away");
            throw ApiException.unavailable(most + " predictions are under way here; try again in a moment.");
        }
        Timer.Sample time = Timer.start(registry);
        String outcome = "failed";
        try {
            T told = prediction.apply(model);
            outcome = "succeeded";
            return told;
        } catch (InvalidValueException e) {
            outcome = "refused";
            throw e;
        } catch (UnansweredException e) {
            outcome = e.kind().name().toLowerCase(Locale.ROOT);
            throw Unanswered.problem("no prediction", e);
        } finally {
            permits.release();
            time.stop(registry.timer(
                    "ketstream.results.predictions", "model", model.model().type(), "outcome", outcome));
        }
    }

    private void count(TrainedModel model, String outcome) {
        registry.timer("ketstream.results.predictions", "model", model.model().type(), "outcome", outcome)
                .record(Duration.ZERO);
    }
}
