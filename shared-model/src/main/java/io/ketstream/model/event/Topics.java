package io.ketstream.model.event;

import java.time.Duration;
import java.util.List;

/// Every topic, with what it is declared with. Topics of the loop share one partition count for good.
public final class Topics {

    /// Nothing larger goes through a topic.
    public static final int MAX_MESSAGE_BYTES = 256 * 1024;

    public static final String MARKET_SNAPSHOTS = "ketstream.market.snapshots";
    public static final String PROBLEMS = "ketstream.problems";
    public static final String CIRCUITS = "ketstream.circuits";
    public static final String RUN_CIRCUITS = "ketstream.runs.circuits";
    public static final String EXECUTION_REQUESTS = "ketstream.execution.requests";
    public static final String EXECUTION_RESULTS = "ketstream.execution.results";
    public static final String RUN_PROGRESS = "ketstream.runs.progress";
    public static final String RUN_OUTCOMES = "ketstream.runs.outcomes";
    public static final String RUN_CONTROLS = "ketstream.runs.controls";
    public static final String RUN_COMMANDS = "ketstream.runs.commands";
    public static final String BACKENDS = "ketstream.backends";
    public static final String DEAD_LETTER_SUFFIX = ".dlt";

    /// Name and policy of one topic; a compacted topic keeps the last record of each key for ever.
    public record Topic(String name, boolean compacted, Duration retention) {}

    private static final Duration DAYS = Duration.ofDays(14);

    private static final List<Topic> ALL = List.of(
            kept(MARKET_SNAPSHOTS),
            kept(PROBLEMS),
            compacted(CIRCUITS),
            kept(RUN_CIRCUITS),
            kept(EXECUTION_REQUESTS),
            kept(EXECUTION_RESULTS),
            kept(RUN_PROGRESS),
            kept(RUN_OUTCOMES),
            kept(RUN_CONTROLS),
            kept(RUN_COMMANDS),
            compacted(BACKENDS));

    private Topics() {}

    public static List<Topic> all() {
        return ALL;
    }

    /// The topic that takes the records of `topic` that cannot be processed.
    public static String deadLetter(String topic) {
        return topic + DEAD_LETTER_SUFFIX;
    }

    private static Topic kept(String name) {
        return new Topic(name, false, DAYS);
    }

    private static Topic compacted(String name) {
        return new Topic(name, true, DAYS);
    }
}
