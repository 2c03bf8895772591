package io.ketstream.optimizer.strategy.streams;

import io.ketstream.model.Failure;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RunId;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.StrategyAssessed;
import io.ketstream.model.event.StrategyMarketArrived;
import io.ketstream.model.run.MarketClaim;
import io.ketstream.model.strategy.Assessment;
import io.ketstream.optimizer.loop.Input;
import io.ketstream.optimizer.loop.streams.LoopServices;
import io.ketstream.optimizer.strategy.AssessmentTask;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Fetches what an assessment needs and computes it, off the caller's thread.
///
/// @param answer from any thread
record Assessments(LoopServices.Fetcher fetcher, Executor threads, Consumer<StrategyAssessed> answer) {

    private static final Logger LOG = LoggerFactory.getLogger(Assessments.class);

    /// What a fetched covariance is, or why there is none.
    private record Fetched(
            @Nullable RealMatrix covariance, @Nullable Failure failure) {}

    void request(AssessmentTask task) {
        covariance(task, task.market(), now -> covariance(task, task.base(), before -> compute(task, now, before)));
    }

    private void covariance(AssessmentTask task, StrategyMarketArrived market, Consumer<Fetched> then) {
        MarketClaim claim = market.market();
        if (claim == null) {
            then.accept(new Fetched(null, null));
            return;
        }
        fetcher.fetchCovariance(new RunId(task.strategy().value()), claim.covariance(), input -> {
            switch (input) {
                case Input.CovarianceFetched fetched -> then.accept(new Fetched(fetched.covariance(), null));
                case Input.ClaimLost lost -> then.accept(new Fetched(null, lost.failure()));
                default -> throw new IllegalArgumentException("a covariance is not answered by " + input.getClass());
            }
        });
    }

    private void compute(AssessmentTask task, Fetched now, Fetched before) {
        if (now.failure() != null) {
            answer.accept(assessed(task, null, now.failure()));
            return;
        }
        try {
            threads.execute(() -> answer.accept(assessed(task, now, before)));
        } catch (RejectedExecutionException e) {
            LOG.atDebug().addKeyValue("strategyId", task.strategy()).log("An assessment is left to the next start");
        }
    }

    /// Whatever goes wrong, the strategy goes on: without an assessment it chooses anew.
    private static StrategyAssessed assessed(AssessmentTask task, Fetched now, Fetched before) {
        try {
            return assessed(task, task.assess(now.covariance(), before.covariance()), null);
        } catch (RuntimeException | Error e) {
            LOG.atError().setCause(e).addKeyValue("strategyId", task.strategy()).log("A market cannot be assessed");
            return assessed(task, null, new Failure(Failure.OPTIMIZER_FAILED, String.valueOf(e)));
        }
    }

    private static StrategyAssessed assessed(
            AssessmentTask task, @Nullable Assessment assessment, @Nullable Failure failure) {
        long sequence = task.market().moment().sequence();
        return new StrategyAssessed(
                EventMetadata.of(
                        "strategy/" + task.strategy() + "/assessed/" + sequence,
                        task.market().metadata().occurredAt(),
                        task.market().metadata().id()),
                task.strategy(),
                sequence,
                assessment,
                failure);
    }
}
