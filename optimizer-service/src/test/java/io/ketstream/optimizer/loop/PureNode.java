package io.ketstream.optimizer.loop;

import io.ketstream.model.Link;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RunId;
import io.ketstream.model.event.ChildEnded;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.model.event.RunCommand;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.RunEvent;
import io.ketstream.model.learning.DataTable;
import io.ketstream.optimizer.loop.streams.JsonFormat;
import io.ketstream.optimizer.minimizer.Minimizers;
import io.ketstream.support.event.EventCodec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The state machine alone.
public final class PureNode implements LoopNode {

    private static final EventCodec CODEC = new EventCodec("optimizer-service");

    private final MemoryRows rows;
    private final RunLoop loop;
    private final List<RunEvent> published = new ArrayList<>();
    private final Queue<RunEvent> announced = new ConcurrentLinkedQueue<>();
    private final List<Effect> others = new ArrayList<>();
    private final Deque<Input> fetched = new ArrayDeque<>();
    private final @Nullable RealMatrix covariance;
    private Function<Link, @Nullable DataTable> tables = Trainings::table;
    private Instant now;

    /// Called when what has been published goes out.
    private Runnable atFlush = () -> {};

    PureNode(MemoryRows rows, Instant now, LoopSettings settings) {
        this(rows, now, settings, Minimizers.RELEASED);
    }

    PureNode(MemoryRows rows, Instant now, LoopSettings settings, Minimizers minimizers) {
        this(rows, now, settings, minimizers, new AlgorithmBudget(settings), null);
    }

    /// @param covariance behind every link, with the next tick; null: fetching never ends
    PureNode(
            MemoryRows rows,
            Instant now,
            LoopSettings settings,
            Minimizers minimizers,
            AlgorithmBudget budget,
            @Nullable RealMatrix covariance) {
        this.rows = rows;
        this.covariance = covariance;
        this.now = now;
        this.loop = new RunLoop(
                rows,
                new JsonFormat(CODEC),
                new Effects() {
                    @Override
                    public void perform(Effect effect) {
                        PureNode.this.perform(effect);
                    }

                    @Override
                    public void flush() {
                        atFlush.run();
                    }
                },
                (run, sequence) -> announced.add(new RunCommand.Advance(
                        EventMetadata.of(run + "/advance/" + sequence, Samples.START, null), run, sequence)),
                () -> this.now,
                settings,
                budget,
                minimizers);
        loop.restore();
    }

    @Override
    public void feed(RunEvent event, long offset) {
        loop.handle(
                switch (event) {
                    case ExecutionResult result -> new Input.ResultArrived(result);
                    case RunCommand command -> new Input.CommandArrived(command, offset);
                    case RunEnded outcome -> new Input.OutcomeArrived(outcome);
                    case ChildEnded child -> new Input.ChildArrived(child, CODEC.encode(child));
                    default -> new Input.CircuitArrived(event, CODEC.encode(event));
                });
    }

    @Override
    public void tick(Duration passed) {
        now = now.plus(passed);
        while (!fetched.isEmpty()) {
            loop.handle(fetched.remove());
        }
        loop.handle(new Input.ClockTicked());
    }

    void handle(Input input) {
        loop.handle(input);
    }

    void atFlush(Runnable task) {
        atFlush = task;
    }

    /// @param what is behind links of tables; null: fetching does not end
    PureNode withTables(Function<Link, @Nullable DataTable> what) {
        tables = what;
        return this;
    }

    int openRuns() {
        return loop.openRuns();
    }

    /// Effects other than events since the last call.
    List<Effect> drainOthers() {
        List<Effect> drained = List.copyOf(others);
        others.clear();
        return drained;
    }

    @Override
    public List<RunEvent> drain() {
        var drained = new ArrayList<>(published);
        published.clear();
        for (RunEvent event = announced.poll(); event != null; event = announced.poll()) {
            drained.add(event);
        }
        return drained;
    }

    @Override
    public MemoryRows rows() {
        return rows;
    }

    @Override
    public void close() {
        loop.close();
    }

    private void perform(Effect effect) {
        if (effect instanceof Effect.Publish(RunEvent event)) {
            published.add(event);
        } else if (effect instanceof Effect.FetchCovariance fetch && covariance != null) {
            fetched.add(new Input.CovarianceFetched(fetch.run(), covariance));
        } else if (effect instanceof Effect.FetchTable(RunId run, Link link) && tables.apply(link) != null) {
            fetched.add(new Input.TableFetched(run, link.sha256(), Objects.requireNonNull(tables.apply(link))));
        } else {
            others.add(effect);
        }
    }
}
