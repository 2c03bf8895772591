package io.ketstream.execution.backend;

import java.util.Optional;

/// Something that runs circuits.
///
/// The caller commits its intent under `key` before [#submit] and the answer's handle right after; before it
/// submits again it asks [#find], so that a job is never paid twice. A synchronous backend answers [#submit] with
/// the end of the job and has nothing to find or to poll.
public interface Backend {

    BackendDescription description();

    /// What computing `workload` takes of this machine.
    Demand demand(Workload workload);

    /// Why this backend cannot take `workload`, as an exception that names the field; returns when it can.
    ///
    /// @throws io.ketstream.model.InvalidValueException when it cannot, for good
    void check(Workload workload);

    /// Starts the job, or runs it to its end.
    ///
    /// @param key names the job at the provider; the same key never starts a second job
    JobState submit(String key, Workload workload);

    /// The job that was submitted under `key`, if the backend has it.
    Optional<JobState> find(String key);

    /// Where the job stands now.
    JobState poll(JobHandle handle);

    /// Asks for the end of the job; without effect on one that has ended.
    void cancel(JobHandle handle);
}
