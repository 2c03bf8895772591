package io.ketstream.execution.job;

import io.ketstream.execution.backend.JobHandle;
import io.ketstream.execution.queue.RecordBytes;
import io.ketstream.model.Digest;
import io.ketstream.model.Failure;
import io.ketstream.model.RunId;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The job table. Changes of a running job count only while this instance holds its lease. All calls block.
public interface Jobs {

    /// Stores a job of the API, queued.
    void add(String id, RecordBytes body, String backend, boolean heavy);

    Optional<StoredJob> find(String id);

    /// Leases the oldest job that may be run now, if there is one; counts the attempt.
    Optional<StoredJob> lease(boolean heavy);

    /// Keeps this instance's leases on `ids`.
    ///
    /// @return those that are no longer this instance's: cancelled, or taken by another
    Set<String> renew(Collection<String> ids);

    void succeed(String id, RecordBytes result);

    void fail(String id, Failure failure);

    /// Gives a leased job back, to be run after `pause`; the attempt does not count when `counted` is false.
    void release(String id, Duration pause, boolean counted);

    /// The backend has the job under `handle`; asks for it after `pause`.
    void submitted(String id, JobHandle handle, Duration pause);

    /// Gives a leased request back until its circuit is there.
    void await(String id, Digest circuit);

    /// Ends a request of a run, whose result is kept elsewhere.
    void remove(String id);

    /// Cancels a job of the API.
    ///
    /// @return false when there is none of that id
    boolean cancel(String id);

    /// Forgets the requests of runs that have ended.
    void forget(Collection<RunId> runs);

    /// Requests that wait for their circuit, the oldest first, with the circuit's digest.
    Map<StoredJob, Digest> waiting(int most);

    /// Lets the requests that wait for `circuits` be run.
    ///
    /// @return how many
    int circuitsArrived(Collection<Digest> circuits);

    /// The number of jobs by status, of those that have not ended.
    Map<JobStatus, Long> open();

    /// Forgets jobs that ended more than `days` days ago, a bounded number of them.
    int forgetFinished(int days, int most);
}
