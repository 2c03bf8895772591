package io.ketstream.model.event;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/// A fact that crosses a service border. The `type` property names its kind; a change that old readers could not
/// read is a new kind, never a new meaning of an old one.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = RunSubmitted.class, name = "run-submitted"),
    @JsonSubTypes.Type(value = CircuitPublished.class, name = "circuit-published"),
    @JsonSubTypes.Type(value = RunCircuitReady.class, name = "run-circuit-ready"),
    @JsonSubTypes.Type(value = RunCircuitFailed.class, name = "run-circuit-failed"),
    @JsonSubTypes.Type(value = RunDecomposed.class, name = "run-decomposed"),
    @JsonSubTypes.Type(value = TrainingSubmitted.class, name = "training-submitted"),
    @JsonSubTypes.Type(value = TrainingReady.class, name = "training-ready"),
    @JsonSubTypes.Type(value = TrainingProgressed.class, name = "training-progressed"),
    @JsonSubTypes.Type(value = ChildEnded.class, name = "child-ended"),
    @JsonSubTypes.Type(value = ExecutionRequested.class, name = "execution-requested"),
    @JsonSubTypes.Type(value = ExecutionCompleted.class, name = "execution-completed"),
    @JsonSubTypes.Type(value = ExecutionFailed.class, name = "execution-failed"),
    @JsonSubTypes.Type(value = RunStarted.class, name = "run-started"),
    @JsonSubTypes.Type(value = IterationCompleted.class, name = "iteration-completed"),
    @JsonSubTypes.Type(value = RunPaused.class, name = "run-paused"),
    @JsonSubTypes.Type(value = RunResumed.class, name = "run-resumed"),
    @JsonSubTypes.Type(value = RunEnded.class, name = "run-ended"),
    @JsonSubTypes.Type(value = ControlsComputed.class, name = "controls-computed"),
    @JsonSubTypes.Type(value = PortfolioPublished.class, name = "portfolio-published"),
    @JsonSubTypes.Type(value = RunCommand.Cancel.class, name = "cancel"),
    @JsonSubTypes.Type(value = RunCommand.Pause.class, name = "pause"),
    @JsonSubTypes.Type(value = RunCommand.Resume.class, name = "resume"),
    @JsonSubTypes.Type(value = RunCommand.Replay.class, name = "replay"),
    @JsonSubTypes.Type(value = RunCommand.Withdraw.class, name = "withdraw"),
    @JsonSubTypes.Type(value = RunCommand.ReachDeadline.class, name = "reach-deadline"),
    @JsonSubTypes.Type(value = RunCommand.Advance.class, name = "advance"),
    @JsonSubTypes.Type(value = MarketTick.class, name = "market-tick"),
    @JsonSubTypes.Type(value = SnapshotPublished.class, name = "snapshot-published"),
    @JsonSubTypes.Type(value = BackendDescribed.class, name = "backend-described"),
    @JsonSubTypes.Type(value = StrategyRevised.class, name = "strategy-revised"),
    @JsonSubTypes.Type(value = StrategyQuotesArrived.class, name = "strategy-quotes-arrived"),
    @JsonSubTypes.Type(value = StrategyMarketArrived.class, name = "strategy-market-arrived"),
    @JsonSubTypes.Type(value = StrategyAssessed.class, name = "strategy-assessed"),
    @JsonSubTypes.Type(value = StrategyRunEnded.class, name = "strategy-run-ended"),
    @JsonSubTypes.Type(value = StrategyAccepted.class, name = "strategy-accepted"),
    @JsonSubTypes.Type(value = StrategyMarketSeen.class, name = "strategy-market-seen"),
    @JsonSubTypes.Type(value = StrategyEpochBegun.class, name = "strategy-epoch-begun"),
    @JsonSubTypes.Type(value = StrategyEpochEnded.class, name = "strategy-epoch-ended")
})
public sealed interface Event
        permits RunEvent, StrategyEvent, CircuitPublished, MarketTick, SnapshotPublished, BackendDescribed {

    EventMetadata metadata();

    /// The key of its record: the run, or what the event describes.
    @JsonIgnore
    String key();
}
