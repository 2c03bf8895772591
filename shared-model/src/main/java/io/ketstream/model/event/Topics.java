package io.ketstream.model.event;

import java.time.Duration;
import java.util.List;

/// Every topic, with what it is declared with. Topics of the loop share one partition count for good.
public final class Topics {

    /// Nothing larger goes through a topic.
    public static final int MAX_MESSAGE_BYTES = 256 * 1024;

    public static final String MARKET_TICKS = "ketstream.market.ticks";
    public static final String MARKET_SNAPSHOTS = "ketstream.market.snapshots";
    public static final String PROBLEMS = "ketstream.problems";
    public static final String CIRCUITS = "ketstream.circuits";
    public static final String RUN_CIRCUITS = "ketstream.runs.circuits";
    public static final String EXECUTION_REQUESTS = "ketstream.execution.requests";
    public static final String EXECUTION_RESULTS = "ketstream.execution.results";
    public static final String RUN_CHILDREN = "ketstream.runs.children";
    public static final String RUN_PROGRESS = "ketstream.runs.progress";
    public static final String RUN_OUTCOMES = "ketstream.runs.outcomes";
    public static final String RUN_CONTROLS = "ketstream.runs.controls";
    public static final String RUN_COMMANDS = "ketstream.runs.commands";
    public static final String PORTFOLIOS = "ketstream.portfolios";
    public static final String STRATEGY_COMMANDS = "ketstream.strategies.commands";
    public static final String STRATEGIES = "ketstream.strategies";
    public static final String BACKENDS = "ketstream.backends";
    public static final String DEAD_LETTER_SUFFIX = ".dlt";

    /// Name, content and policy of one topic; a compacted topic keeps the last record of each key for ever.
    ///
    /// @param description what its records say, in a sentence
    /// @param events the types of its records
    /// @param fromOutside whether anybody may write it; a record's timestamp is then when the broker had it
    public record Topic(
            String name,
            String description,
            List<Class<? extends Event>> events,
            boolean compacted,
            Duration retention,
            boolean fromOutside) {
        public Topic {
            events = List.copyOf(events);
        }

        /// Where records go that cannot be processed, whatever they are.
        public Topic deadLetters() {
            return new Topic(
                    deadLetter(name),
                    "Records of " + name + " that could not be processed.",
                    List.of(),
                    false,
                    retention,
                    false);
        }
    }

    private static final Duration DAYS = Duration.ofDays(14);

    /// There are many, and the bars that are made of them are kept elsewhere.
    private static final Duration TICKS = Duration.ofDays(2);

    private static final List<Topic> ALL = List.of(
            new Topic(
                    MARKET_TICKS,
                    "Prices as they come, written by anybody, keyed by their symbol.",
                    List.of(MarketTick.class),
                    false,
                    TICKS,
                    true),
            kept(
                    MARKET_SNAPSHOTS,
                    "Statistics of market prices, keyed by their universe.",
                    List.of(SnapshotPublished.class)),
            kept(PROBLEMS, "Runs that were taken in.", List.of(RunSubmitted.class, TrainingSubmitted.class)),
            compacted(CIRCUITS, "Every circuit of the loop, keyed by its digest.", List.of(CircuitPublished.class)),
            kept(
                    RUN_CIRCUITS,
                    "That a run's circuit is ready, or its portfolio taken apart, or why there is none.",
                    List.of(RunCircuitReady.class, RunDecomposed.class, TrainingReady.class, RunCircuitFailed.class)),
            kept(EXECUTION_REQUESTS, "The questions of all loops, read as a queue.", List.of(ExecutionRequested.class)),
            kept(
                    EXECUTION_RESULTS,
                    "Their answers. A question that was asked again may be answered again, with the same event.",
                    List.of(ExecutionCompleted.class, ExecutionFailed.class)),
            kept(RUN_CHILDREN, "How the parts of runs end, keyed by the whole.", List.of(ChildEnded.class)),
            kept(
                    RUN_PROGRESS,
                    "What happens between a run's circuit and its end.",
                    List.of(
                            RunStarted.class,
                            IterationCompleted.class,
                            TrainingProgressed.class,
                            RunPaused.class,
                            RunResumed.class)),
            kept(RUN_OUTCOMES, "How runs end.", List.of(RunEnded.class)),
            kept(RUN_CONTROLS, "What classical methods make of the same problems.", List.of(ControlsComputed.class)),
            kept(
                    RUN_COMMANDS,
                    "Decisions from outside a run's algorithm; they act in the order of the topic.",
                    List.of(
                            RunCommand.Cancel.class,
                            RunCommand.Pause.class,
                            RunCommand.Resume.class,
                            RunCommand.Replay.class,
                            RunCommand.Withdraw.class,
                            RunCommand.ReachDeadline.class,
                            RunCommand.Advance.class)),
            kept(PORTFOLIOS, "What to hold, by runs that have succeeded.", List.of(PortfolioPublished.class)),
            kept(
                    STRATEGY_COMMANDS,
                    "What strategies are told. All that they do follows from it, in the order of the topic.",
                    List.of(
                            StrategyRevised.class,
                            StrategyQuotesArrived.class,
                            StrategyMarketArrived.class,
                            StrategyAssessed.class,
                            StrategyRunEnded.class)),
            kept(
                    STRATEGIES,
                    "What strategies do: snapshots met, runs begun, trades and books.",
                    List.of(
                            StrategyAccepted.class,
                            StrategyMarketSeen.class,
                            StrategyEpochBegun.class,
                            StrategyEpochEnded.class)),
            compacted(BACKENDS, "What backends can do, keyed by their name.", List.of(BackendDescribed.class)));

    private Topics() {}

    public static List<Topic> all() {
        return ALL;
    }

    /// The topic that takes the records of `topic` that cannot be processed.
    public static String deadLetter(String topic) {
        return topic + DEAD_LETTER_SUFFIX;
    }

    private static Topic kept(String name, String description, List<Class<? extends Event>> events) {
        return new Topic(name, description, events, false, DAYS, false);
    }

    private static Topic compacted(String name, String description, List<Class<? extends Event>> events) {
        return new Topic(name, description, events, true, DAYS, false);
    }
}
