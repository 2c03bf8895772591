package io.ketstream.execution.job.persistence;

import io.ketstream.execution.backend.Demand;
import io.ketstream.execution.backend.JobHandle;
import io.ketstream.execution.job.JobStatus;
import io.ketstream.execution.job.Jobs;
import io.ketstream.execution.job.StoredJob;
import io.ketstream.execution.queue.RecordBytes;
import io.ketstream.execution.queue.Request;
import io.ketstream.execution.queue.StoredRequests;
import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// The table `job`. Leases are compared with the database's clock only, so that instances need not agree on the
/// time.
public final class JdbcJobs implements Jobs, StoredRequests {

    private static final String COLUMNS = """
            id, origin, state, payload, source_partition, source_offset, sent_at, waiting_for, backend, provider_job_id,
            attempts, created_at, result, failure_code, failure_message
            """;

    private final JdbcClient jdbc;
    private final UUID instance;
    private final Duration lease;
    private final double heavySeconds;

    /// @param lease how long a job is this instance's without renewal
    /// @param heavySeconds expected time above which a job is run beside the others
    public JdbcJobs(JdbcClient jdbc, UUID instance, Duration lease, double heavySeconds) {
        this.jdbc = jdbc;
        this.instance = instance;
        this.lease = lease;
        this.heavySeconds = heavySeconds;
    }

    @Override
    public void queue(Request request, Demand demand) {
        insert(request, JobStatus.QUEUED, null, demand.seconds() > heavySeconds);
    }

    @Override
    public void await(Request request, Digest circuit) {
        insert(request, JobStatus.WAITING, circuit, false);
    }

    @Override
    public void running(Request request, Demand demand) {
        insert(request, JobStatus.RUNNING, null, true);
    }

    private void insert(Request request, JobStatus status, @Nullable Digest waitingFor, boolean heavy) {
        boolean running = status == JobStatus.RUNNING;
        jdbc.sql("""
                        insert into job (id, origin, run_id, state, payload, source_partition, source_offset, sent_at,
                            waiting_for, backend, heavy, attempts, lease_owner, lease_until)
                        values (:id, 'REQUEST', :run, :state, :payload, :partition, :offset, :sentAt,
                            :waitingFor, :backend, :heavy, :attempts, :owner,
                            case when :running then now() + :lease * interval '1 millisecond' end)
                        on conflict (id) do nothing
                        """)
                .param("id", request.id())
                .param("run", request.event().runId().value())
                .param("state", status.name())
                .param("payload", request.bytes().value())
                .param("partition", request.partition())
                .param("offset", request.offset())
                .param("sentAt", Instant.ofEpochMilli(request.timestampMillis()).atOffset(ZoneOffset.UTC))
                .param("waitingFor", waitingFor == null ? null : waitingFor.value(), java.sql.Types.VARCHAR)
                .param("backend", request.event().backend())
                .param("heavy", heavy)
                .param("attempts", request.deliveries() - 1 + (running ? 1 : 0))
                .param("owner", running ? instance : null, java.sql.Types.OTHER)
                .param("running", running)
                .param("lease", lease.toMillis())
                .update();
    }

    @Override
    public void add(String id, RecordBytes body, String backend, boolean heavy) {
        jdbc.sql("""
                        insert into job (id, origin, state, payload, sent_at, backend, heavy, attempts)
                        values (:id, 'API', 'QUEUED', :payload, now(), :backend, :heavy, 0)
                        """)
                .param("id", id)
                .param("payload", body.value())
                .param("backend", backend)
                .param("heavy", heavy)
                .update();
    }

    @Override
    public Optional<StoredJob> find(String id) {
        return jdbc.sql("select " + COLUMNS + " from job where id = :id")
                .param("id", id)
                .query(JdbcJobs::job)
                .optional();
    }

    @Override
    public Optional<StoredJob> lease(boolean heavy) {
        return jdbc.sql("""
                        update job set state = 'RUNNING', attempts = attempts + 1, lease_owner = :owner,
                            lease_until = now() + :lease * interval '1 millisecond'
                        where id = (
                            select id from job
                            where heavy = :heavy and not_before <= now()
                                and (state = 'QUEUED' or (state = 'RUNNING' and lease_until < now()))
                            order by created_at limit 1 for update skip locked)
                        returning
                        """ + COLUMNS)
                .param("owner", instance)
                .param("lease", lease.toMillis())
                .param("heavy", heavy)
                .query(JdbcJobs::job)
                .optional();
    }

    @Override
    public Set<String> renew(Collection<String> ids) {
        var lost = new HashSet<>(ids);
        jdbc.sql("""
                        update job set lease_until = now() + :lease * interval '1 millisecond'
                        where id = any(:ids) and state = 'RUNNING' and lease_owner = :owner returning id
                        """)
                .param("lease", lease.toMillis())
                .param("ids", ids.toArray(String[]::new))
                .param("owner", instance)
                .query(row -> {
                    lost.remove(row.getString(1));
                });
        return lost;
    }

    @Override
    public void succeed(String id, RecordBytes result) {
        jdbc.sql("""
                        update job set state = 'SUCCEEDED', result = :result, finished_at = now(), lease_owner = null,
                            lease_until = null
                        where id = :id and state = 'RUNNING' and lease_owner = :owner
                        """)
                .param("result", result.value())
                .param("id", id)
                .param("owner", instance)
                .update();
    }

    @Override
    public void fail(String id, Failure failure) {
        jdbc.sql("""
                        update job set state = 'FAILED', failure_code = :code, failure_message = :message,
                            finished_at = now(), lease_owner = null, lease_until = null
                        where id = :id and state = 'RUNNING' and lease_owner = :owner
                        """)
                .param("code", failure.code())
                .param("message", failure.message())
                .param("id", id)
                .param("owner", instance)
                .update();
    }

    @Override
    public void release(String id, Duration pause, boolean counted) {
        jdbc.sql("""
                        update job set state = 'QUEUED', lease_owner = null, lease_until = null,
                            attempts = attempts - :uncounted, not_before = now() + :pause * interval '1 millisecond'
                        where id = :id and state = 'RUNNING' and lease_owner = :owner
                        """)
                .param("uncounted", counted ? 0 : 1)
                .param("pause", pause.toMillis())
                .param("id", id)
                .param("owner", instance)
                .update();
    }

    @Override
    public void submitted(String id, JobHandle handle, Duration pause) {
        jdbc.sql("""
                        update job set state = 'QUEUED', provider_job_id = :provider, lease_owner = null,
                            lease_until = null, attempts = attempts - 1,
                            not_before = now() + :pause * interval '1 millisecond'
                        where id = :id and state = 'RUNNING' and lease_owner = :owner
                        """)
                .param("provider", handle.providerJobId())
                .param("pause", pause.toMillis())
                .param("id", id)
                .param("owner", instance)
                .update();
    }

    @Override
    public void await(String id, Digest circuit) {
        jdbc.sql("""
                        update job set state = 'WAITING', waiting_for = :circuit, attempts = attempts - 1,
                            lease_owner = null, lease_until = null
                        where id = :id and state = 'RUNNING' and lease_owner = :owner
                        """)
                .param("circuit", circuit.value())
                .param("id", id)
                .param("owner", instance)
                .update();
    }

    @Override
    public void remove(String id) {
        jdbc.sql("delete from job where id = :id and origin = 'REQUEST'")
                .param("id", id)
                .update();
    }

    @Override
    public boolean cancel(String id) {
        jdbc.sql("""
                        update job set state = 'CANCELLED', finished_at = now(), lease_owner = null, lease_until = null
                        where id = :id and origin = 'API' and state in ('QUEUED', 'RUNNING')
                        """).param("id", id).update();
        return jdbc.sql("select count(*) from job where id = :id and origin = 'API'")
                        .param("id", id)
                        .query(Long.class)
                        .single()
                > 0;
    }

    @Override
    public void forget(Collection<RunId> runs) {
        jdbc.sql("delete from job where run_id = any(:runs)")
                .param("runs", runs.stream().map(RunId::value).toArray(UUID[]::new))
                .update();
    }

    @Override
    public Map<StoredJob, Digest> waiting(int most) {
        var waiting = new LinkedHashMap<StoredJob, Digest>();
        jdbc.sql("select " + COLUMNS + " from job where state = 'WAITING' order by created_at limit :most")
                .param("most", most)
                .query(row -> {
                    waiting.put(job(row, 0), new Digest(row.getString("waiting_for")));
                });
        return waiting;
    }

    @Override
    public int circuitsArrived(Collection<Digest> circuits) {
        return jdbc.sql("update job set state = 'QUEUED' where state = 'WAITING' and waiting_for = any(:circuits)")
                .param("circuits", circuits.stream().map(Digest::value).toArray(String[]::new))
                .update();
    }

    @Override
    public Map<JobStatus, Long> open() {
        var counts = new EnumMap<JobStatus, Long>(JobStatus.class);
        jdbc.sql("select state, count(*) from job where finished_at is null group by state")
                .query(row -> {
                    counts.put(JobStatus.valueOf(row.getString(1)), row.getLong(2));
                });
        return counts;
    }

    @Override
    public int forgetFinished(int days, int most) {
        return jdbc.sql("""
                        delete from job where id in (select id from job
                            where finished_at < now() - make_interval(days => :days) limit :most)
                        """).param("days", days).param("most", most).update();
    }

    private static StoredJob job(ResultSet row, int number) throws SQLException {
        int partition = row.getInt("source_partition");
        boolean request = !row.wasNull();
        byte[] result = row.getBytes("result");
        String code = row.getString("failure_code");
        return new StoredJob(
                row.getString("id"),
                StoredJob.Origin.valueOf(row.getString("origin")),
                JobStatus.valueOf(row.getString("state")),
                RecordBytes.of(row.getBytes("payload")),
                request ? partition : -1,
                row.getLong("source_offset"),
                row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                row.getString("backend"),
                row.getString("provider_job_id"),
                row.getInt("attempts"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                result == null ? null : RecordBytes.of(result),
                code == null ? null : new Failure(code, row.getString("failure_message")));
    }
}
