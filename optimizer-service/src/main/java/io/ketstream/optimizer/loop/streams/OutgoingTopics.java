package io.ketstream.optimizer.loop.streams;

import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.ControlsComputed;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.PortfolioPublished;
import io.ketstream.model.event.RunCircuitFailed;
import io.ketstream.model.event.RunCircuitReady;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.RunProgress;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.Topics;

/// Which topic an event of the loop goes to.
final class OutgoingTopics {

    private OutgoingTopics() {}

    static String of(RunEvent event) {
        return switch (event) {
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
            case RunCircuitFailed failed -> throw refusal(event);
            case ExecutionResult result -> throw refusal(event);
        };
    }

    private static IllegalArgumentException refusal(RunEvent event) {
        return new IllegalArgumentException("the loop does not publish " + event.getClass());
    }
}
