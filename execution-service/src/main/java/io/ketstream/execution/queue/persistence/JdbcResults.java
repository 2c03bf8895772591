package io.ketstream.execution.queue.persistence;

import io.ketstream.execution.circuits.WeightedCache;
import io.ketstream.execution.queue.EncodedResult;
import io.ketstream.execution.queue.RecordBytes;
import io.ketstream.execution.queue.Results;
import io.ketstream.execution.queue.StartOrder;
import io.ketstream.model.event.ExecutionResult;
import io.ketstream.support.event.EventCodec;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;

/// Results in the table `result`. One thread writes what has gathered meanwhile in one transaction, so that a
/// commit to disk is shared by all requests that wait for it.
public final class JdbcResults implements Results, SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JdbcResults.class);
    private static final int MOST_PER_COMMIT = 256;

    /// Nobody waits for a commit, so that some results are gathered for each.
    private static final long GATHERING_MILLIS = 50;

    /// With results of a few KiB, of at most 256 KiB, a small part of the heap.
    private static final int MOST_WAITING = 64;

    private static final long LONGEST_PAUSE_MILLIS = 5000;

    private record Entry(String requestId, RecordBytes event, CompletableFuture<Void> stored) {}

    private final JdbcTemplate jdbc;
    private final EventCodec codec;
    private final WeightedCache<String, EncodedResult> recent;
    private final BlockingQueue<Entry> waiting = new LinkedBlockingQueue<>();
    private volatile CompletableFuture<Void> latest = CompletableFuture.completedFuture(null);
    private volatile boolean running;
    private volatile Thread writer = new Thread();

    /// @param recentBytes of results to keep in memory
    public JdbcResults(JdbcTemplate jdbc, EventCodec codec, long recentBytes) {
        this.jdbc = jdbc;
        this.codec = codec;
        this.recent = new WeightedCache<>(
                recentBytes, result -> 1024 + 2L * result.bytes().value().length);
    }

    @Override
    public Optional<EncodedResult> recent(String requestId) {
        return recent.find(requestId);
    }

    @Override
    public Optional<EncodedResult> find(String requestId) {
        Optional<EncodedResult> known = recent.find(requestId);
        if (known.isPresent()) {
            return known;
        }
        List<EncodedResult> found = jdbc.query(
                "select event from result where request_id = ?", (row, _) -> stored(row.getBytes(1)), requestId);
        return found.stream().findFirst();
    }

    private EncodedResult stored(byte[] bytes) {
        return new EncodedResult(codec.decode(bytes, ExecutionResult.class), RecordBytes.of(bytes));
    }

    @Override
    public CompletableFuture<Void> save(EncodedResult result) {
        String id = result.event().requestId().toString();
        var stored = new CompletableFuture<Void>();
        recent.put(id, result);
        waiting.add(new Entry(id, result.bytes(), stored));
        latest = stored;
        return stored;
    }

    @Override
    public CompletableFuture<Void> room() {
        return waiting.size() <= MOST_WAITING ? CompletableFuture.completedFuture(null) : latest;
    }

    /// Forgets results stored before `days` days ago, a bounded number of them.
    ///
    /// @return how many
    public int forget(int days, int most) {
        return jdbc.update(
                "delete from result where request_id in (select request_id from result"
                        + " where stored_at < now() - make_interval(days => ?) limit ?)",
                days,
                most);
    }

    @Override
    public void start() {
        running = true;
        writer = Thread.ofPlatform().name("result-writer").daemon().start(this::write);
    }

    /// Stops once everything is written, or after five seconds.
    @Override
    public void stop() {
        running = false;
        writer.interrupt();
        try {
            writer.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        waiting.forEach(entry -> entry.stored().completeExceptionally(new CancellationException("shutting down")));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return StartOrder.RESULTS;
    }

    private void write() {
        var batch = new ArrayList<Entry>(MOST_PER_COMMIT);
        while (running || !waiting.isEmpty()) {
            try {
                batch.add(waiting.take());
                gather();
                waiting.drainTo(batch, MOST_PER_COMMIT - 1);
                writeUntilStored(batch);
            } catch (InterruptedException e) {
                log.atDebug().addKeyValue("waiting", waiting.size()).log("writing what is left");
            } finally {
                batch.forEach(entry -> entry.stored().completeExceptionally(new CancellationException("not stored")));
                batch.clear();
            }
        }
    }

    private void gather() {
        try {
            if (running && waiting.size() < MOST_WAITING / 2) {
                Thread.sleep(GATHERING_MILLIS);
            }
        } catch (InterruptedException e) {
            log.atDebug().log("told to stop: what has been taken is written first");
        }
    }

    private void writeUntilStored(List<Entry> batch) throws InterruptedException {
        long pause = 50;
        while (true) {
            try {
                jdbc.execute((ConnectionCallback<Integer>) connection -> insert(connection, batch));
                batch.forEach(entry -> entry.stored().complete(null));
                return;
            } catch (DataAccessException e) {
                log.atWarn().addKeyValue("results", batch.size()).setCause(e).log("results cannot be stored yet");
                Thread.sleep(pause);
                pause = Math.min(LONGEST_PAUSE_MILLIS, 2 * pause);
            }
        }
    }

    private static int insert(Connection connection, List<Entry> batch) throws SQLException {
        var ids = new String[batch.size()];
        var events = new byte[batch.size()][];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = batch.get(i).requestId();
            events[i] = batch.get(i).event().value();
        }
        try (var statement = connection.prepareStatement(
                "insert into result (request_id, event) select * from unnest(?::text[], ?::bytea[])"
                        + " on conflict (request_id) do nothing")) {
            statement.setArray(1, connection.createArrayOf("text", ids));
            statement.setArray(2, connection.createArrayOf("bytea", events));
            return statement.executeUpdate();
        }
    }
}
