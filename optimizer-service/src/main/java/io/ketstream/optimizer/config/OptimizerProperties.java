package io.ketstream.optimizer.config;

import io.ketstream.model.Rules;
import io.ketstream.optimizer.loop.LoopSettings;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// How the loop runs: `ketstream.optimizer.*`.
///
/// @param applicationId names the group and the changelog; a new one begins with an empty journal
/// @param instanceId names this instance among its group, the same after a restart
/// @param stateDirectory where the journal's local copy is; losing it costs a restore and nothing else
/// @param threads stream threads
/// @param standbyReplicas warm copies of each journal on other instances
/// @param changelogReplication copies of the changelog on brokers; -1: the broker's default
/// @param sessionTimeout after which a silent instance's partitions go to another
/// @param commitInterval how often offsets are committed; input since then comes again after a crash
/// @param closeTimeout how long closing may take
/// @param resendAfter when an unanswered question is sent again for the first time
/// @param evaluationPatience when a run with an unanswered question fails
/// @param childPatience when the clusters of a portfolio that was taken apart are solved classically, if no run of any
/// of
///     them has ended since
/// @param journalRetention how long ended runs are kept; longer than the topics retain
/// @param algorithmMemory estimated memory for live algorithms; idle ones beyond it are evicted
/// @param concurrentReplays algorithms replayed at a time
/// @param controlThreads threads that compute controls
/// @param controlNodes nodes that exact search may visit
/// @param controlSamples uniform random samples
/// @param heuristicEvaluations most evaluations of the heuristic; it never gets more than the run itself
@ConfigurationProperties("ketstream.optimizer")
public record OptimizerProperties(
        @DefaultValue("ketstream-optimizer") String applicationId,
        String instanceId,
        Path stateDirectory,
        @DefaultValue("2") int threads,
        @DefaultValue("1") int standbyReplicas,
        @DefaultValue("-1") int changelogReplication,
        @DefaultValue("10s") Duration sessionTimeout,
        @DefaultValue("1s") Duration commitInterval,
        @DefaultValue("10s") Duration closeTimeout,
        @DefaultValue("30s") Duration resendAfter,
        @DefaultValue("24h") Duration evaluationPatience,
        @DefaultValue("1h") Duration childPatience,
        @DefaultValue("21d") Duration journalRetention,
        @DefaultValue("128MB") DataSize algorithmMemory,
        @DefaultValue("2") int concurrentReplays,
        @DefaultValue("1") int controlThreads,
        @DefaultValue("30000000") long controlNodes,
        @DefaultValue("10000") int controlSamples,
        @DefaultValue("100000") long heuristicEvaluations) {

    public OptimizerProperties {
        Rules.within("threads", threads, 1, 64);
        Rules.within("standbyReplicas", standbyReplicas, 0, 5);
        Rules.within("concurrentReplays", concurrentReplays, 1, 64);
        Rules.within("controlThreads", controlThreads, 1, 64);
        Rules.within("controlNodes", controlNodes, 1, 1_000_000_000_000L);
        Rules.within("controlSamples", controlSamples, 1, 100_000_000);
        Rules.within("heuristicEvaluations", heuristicEvaluations, 1, 1_000_000_000L);
    }

    LoopSettings loopSettings() {
        LoopSettings defaults = LoopSettings.DEFAULT;
        return new LoopSettings(
                defaults.stepPatience(),
                resendAfter,
                defaults.resendAtMost(),
                evaluationPatience,
                childPatience,
                defaults.readBackAfter(),
                journalRetention,
                algorithmMemory.toBytes(),
                concurrentReplays,
                2 * controlThreads);
    }
}
