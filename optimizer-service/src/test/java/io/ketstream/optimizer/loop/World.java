package io.ketstream.optimizer.loop;

import io.ketstream.model.RunId;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.IterationCompleted;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.event.RunSubmitted;
import io.ketstream.model.event.TrainingSubmitted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The loop's surroundings in memory: five input topics as lists, an executor that answers every question, and a node
/// that may be killed between any two inputs and started again from its rows and from earlier offsets.
public final class World implements AutoCloseable {

    private static final int TOPICS = 5;
    private static final int CIRCUITS = 0;
    private static final int RESULTS = 1;
    private static final int COMMANDS = 2;
    private static final int OUTCOMES = 3;
    private static final int CHILDREN = 4;
    private static final long PATIENCE_NANOS = 20_000_000_000L;

    /// Makes a node from rows, at a time.
    @FunctionalInterface
    public interface Starter {
        LoopNode start(MemoryRows rows, Instant now);
    }

    private final Starter starter;
    private final Function<ExecutionRequested, ? extends @Nullable RunEvent> executor;
    private final Function<RunSubmitted, @Nullable ChildEnded> others;
    private Function<TrainingSubmitted, @Nullable RunEvent> circuits = _ -> null;
    private final List<List<RunEvent>> topics = new ArrayList<>();
    private final int[] positions = new int[TOPICS];
    private final List<ExecutionRequested> requests = new ArrayList<>();
    private final List<RunEvent> published = new ArrayList<>();
    private LoopNode node;
    private Instant now = Samples.START;
    private int fed;

    public World(Starter starter) {
        this(starter, AnalyticExecutor::answer);
    }

    /// @param executor may answer null: then the question stays open
    public World(Starter starter, Function<ExecutionRequested, ? extends @Nullable RunEvent> executor) {
        this(starter, executor, child -> null);
    }

    /// @param others what comes of runs that are asked for; null: nothing yet
    World(
            Starter starter,
            Function<ExecutionRequested, ? extends @Nullable RunEvent> executor,
            Function<RunSubmitted, @Nullable ChildEnded> others) {
        this.starter = starter;
        this.executor = executor;
        this.others = others;
        for (int i = 0; i < TOPICS; i++) {
            topics.add(new ArrayList<>());
        }
        node = starter.start(new MemoryRows(), now);
    }

    /// @param made of a run that learns and that is asked for; null: nothing yet
    World withCircuits(Function<TrainingSubmitted, @Nullable RunEvent> made) {
        circuits = made;
        return this;
    }

    public void send(RunEvent event) {
        topics.get(topic(event)).add(event);
    }

    public void cancel(RunId run) {
        send(new RunCommand.Cancel(EventMetadata.of(run + "/cancel", now, null), run));
    }

    public void pause(RunId run) {
        send(new RunCommand.Pause(EventMetadata.of(run + "/pause", now, null), run));
    }

    public void resume(RunId run) {
        send(new RunCommand.Resume(EventMetadata.of(run + "/resume", now, null), run));
    }

    /// Feeds the next unread record; false if there is none.
    public boolean step() {
        for (int topic : new int[] {OUTCOMES, COMMANDS, CHILDREN, RESULTS, CIRCUITS}) {
            if (positions[topic] < topics.get(topic).size()) {
                int offset = positions[topic]++;
                fed++;
                node.feed(topics.get(topic).get(offset), offset);
                collect();
                return true;
            }
        }
        return false;
    }

    public void tick(Duration passed) {
        now = now.plus(passed);
        node.tick(passed);
        collect();
    }

    /// Feeds all that is unread, and what follows from it.
    public void settle() {
        while (step()) {
            // one record after the other
        }
    }

    /// Feeds records and lets time pass until the run has ended.
    public RunEnded runToEnd(RunId run) {
        long until = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < until) {
            settle();
            RunEnded ended = outcome(run);
            if (ended != null) {
                return ended;
            }
            tick(Duration.ofMillis(50));
        }
        throw new AssertionError("run " + run + " has not ended; fed " + fed + " records, " + requests.size()
                + " questions, last events " + published.subList(Math.max(0, published.size() - 5), published.size()));
    }

    /// The node is gone; another has its rows and reads every topic again from `back` records before.
    public void crash(int back) {
        MemoryRows rows = node.rows().copy();
        node.close();
        for (int i = 0; i < TOPICS; i++) {
            positions[i] = Math.max(0, positions[i] - back);
        }
        node = starter.start(rows, now);
        collect();
    }

    /// As [#crash], and the node's rows are lost from the given state on.
    public void crash(MemoryRows rows, int[] earlier) {
        node.close();
        System.arraycopy(earlier, 0, positions, 0, TOPICS);
        node = starter.start(rows, now);
        collect();
    }

    public int[] positions() {
        return positions.clone();
    }

    public MemoryRows rows() {
        return node.rows();
    }

    public LoopNode node() {
        return node;
    }

    public int fed() {
        return fed;
    }

    public List<ExecutionRequested> requests() {
        return requests;
    }

    public List<RunEvent> published() {
        return published;
    }

    /// The outcome that counts: the first in its topic.
    public @Nullable RunEnded outcome(RunId run) {
        for (RunEvent event : topics.get(OUTCOMES)) {
            if (event.runId().equals(run)) {
                return (RunEnded) event;
            }
        }
        return null;
    }

    /// Iterations as a reader sees them that drops what it has: the first of each number.
    public List<IterationCompleted> iterations(RunId run) {
        Map<Integer, IterationCompleted> first = new LinkedHashMap<>();
        for (RunEvent event : published) {
            if (event instanceof IterationCompleted iteration
                    && iteration.runId().equals(run)) {
                first.putIfAbsent(iteration.iteration(), iteration);
            }
        }
        return List.copyOf(first.values());
    }

    @Override
    public void close() {
        node.close();
    }

    private void collect() {
        for (RunEvent event : node.drain()) {
            published.add(event);
            if (event instanceof ExecutionRequested request) {
                requests.add(request);
                RunEvent answer = executor.apply(request);
                if (answer != null) {
                    send(answer);
                }
            } else if (event instanceof RunSubmitted child) {
                ChildEnded ended = others.apply(child);
                if (ended != null) {
                    send(ended);
                }
            } else if (event instanceof TrainingSubmitted child) {
                RunEvent circuit = circuits.apply(child);
                if (circuit != null) {
                    send(circuit);
                }
            } else if (event instanceof RunCommand || event instanceof RunEnded || event instanceof ChildEnded) {
                send(event);
            }
        }
    }

    private static int topic(RunEvent event) {
        return switch (event) {
            case ExecutionResult result -> RESULTS;
            case RunCommand command -> COMMANDS;
            case RunEnded ended -> OUTCOMES;
            case ChildEnded ended -> CHILDREN;
            default -> CIRCUITS;
        };
    }
}
