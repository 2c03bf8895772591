package io.ketstream.execution.config;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;
import org.springframework.util.unit.DataSize;

/// `ketstream.execution.*`.
///
/// @param computing whether this instance computes; one that does not takes jobs of the API, shows and cancels them and
///     measures the queue, and leaves the rest to others
/// @param memory that the states of all running circuits share
/// @param compiledCircuits memory for compiled circuits, and as much again for their texts
/// @param workers threads that compute requests; 0: two for each processor
/// @param simulatorThreads threads among which the simulator splits a large circuit or many vectors of parameters when
///     they are idle, the computing thread included; 0: one for each processor
/// @param lightJobs threads for stored work expected to be short
/// @param heavyJobs threads for stored work expected to be long; 0: one for two processors
/// @param longAfter expected time above which a request is stored before it is run
/// @param handOverAfter time after which a running request is stored and its record acknowledged
/// @param circuitPatience how long a request waits in memory for an unknown circuit
/// @param circuitDeadline how long it waits in all
/// @param resultDays how long results are kept
@ConfigurationProperties("ketstream.execution")
public record ExecutionProperties(
        @DefaultValue("true") boolean computing,
        @DefaultValue("512MB") DataSize memory,
        @DefaultValue("64MB") DataSize compiledCircuits,
        @DefaultValue("0") int workers,
        @DefaultValue("0") int simulatorThreads,
        @DefaultValue("2") int lightJobs,
        @DefaultValue("0") int heavyJobs,
        @DefaultValue("2s") Duration longAfter,
        @DefaultValue("250ms") Duration handOverAfter,
        @DefaultValue("250ms") Duration circuitPatience,
        @DefaultValue("10m") Duration circuitDeadline,
        @DefaultValue("14") int resultDays,
        @DefaultValue Queue queue,
        @DefaultValue @Name("jobs") JobSettings jobs) {

    /// `ketstream.execution.queue.*`.
    ///
    /// @param consumers members of the share group in this instance
    /// @param records that a member takes at a time, at most
    /// @param bytes that a member takes at a time, at most, or one record: of tiles one, of small questions several
    /// @param deliveries at which a request is given up
    /// @param endedRunsHistory how far back cancelled and ended runs are read at start
    public record Queue(
            @DefaultValue("4") int consumers,
            @DefaultValue("8") int records,
            @DefaultValue("32KB") DataSize bytes,
            @DefaultValue("4") int deliveries,
            @DefaultValue("1h") Duration endedRunsHistory) {}

    /// `ketstream.execution.jobs.*`.
    ///
    /// @param attempts after which a stored job is failed
    /// @param lease how long a job stays with an instance that does not renew it
    public record JobSettings(
            @DefaultValue("3") int attempts,
            @DefaultValue("30s") Duration lease) {}

    int workersOr(int processors) {
        return workers == 0 ? 2 * processors : workers;
    }

    int simulatorThreadsOr(int processors) {
        return simulatorThreads == 0 ? processors : simulatorThreads;
    }

    int consumers() {
        return computing ? queue.consumers() : 0;
    }

    int lightJobThreads() {
        return computing ? lightJobs : 0;
    }

    int heavyJobThreads(int processors) {
        return computing ? heavyJobsOr(processors) : 0;
    }

    private int heavyJobsOr(int processors) {
        return heavyJobs == 0 ? Math.max(1, processors / 2) : heavyJobs;
    }
}
