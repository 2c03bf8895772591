package io.ketstream.optimizer.loop.streams;

import io.ketstream.model.event.BackendDescribed;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.CircuitPublished;
import io.ketstream.model.event.ControlsComputed;
import io.ketstream.model.event.Event;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.MarketTick;
import io.ketstream.model.event.PortfolioPublished;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunProgress;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.SnapshotPublished;
import io.ketstream.model.event.StrategyFact;
import io.ketstream.model.event.StrategyInput;
import io.ketstream.model.event.Topics;
import io.ketstream.model.event.TrainingReady;
import io.ketstream.model.event.TrainingSubmitted;

/// Which topic an event of the optimizer goes to.
public final class OutgoingTopics {

    private OutgoingTopics() {}

    public static String of(Event event) {
        return switch (event) {
            case StrategyFact fact -> Topics.STRATEGIES;
            case StrategyInput input -> Topics.STRATEGY_COMMANDS;
            case ExecutionRequested requested -> Topics.EXECUTION_REQUESTS;
            case RunProgress progress -> Topics.RUN_PROGRESS;
            case RunEnded ended -> Topics.RUN_OUTCOMES;
            case ControlsComputed controls -> Topics.RUN_CONTROLS;
            case PortfolioPublished portfolio -> Topics.PORTFOLIOS;
            case RunCommand command -> Topics.RUN_COMMANDS;
            case ChildEnded ended -> Topics.RUN_CHILDREN;
            case RunSubmitted submitted -> Topics.PROBLEMS;
            case RunCircuitReady ready -> throw refusal(event);
            case RunDecomposed decomposed -> throw refusal(event);
            case TrainingReady ready -> throw refusal(event);
            case TrainingSubmitted submitted -> Topics.PROBLEMS;
            case RunCircuitFailed failed -> throw refusal(event);
            case ExecutionResult result -> throw refusal(event);
            case CircuitPublished published -> throw refusal(event);
            case MarketTick tick -> throw refusal(event);
            case SnapshotPublished snapshot -> throw refusal(event);
            case BackendDescribed backend -> throw refusal(event);
        };
    }

    private static IllegalArgumentException refusal(Event event) {
        return new IllegalArgumentException("the optimizer does not publish " + event.getClass());
    }
}
