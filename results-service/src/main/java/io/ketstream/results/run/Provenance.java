package io.ketstream.results.run;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.ketstream.model.Digest;
import io.ketstream.model.RunId;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.run.Ansatz;
import io.ketstream.model.run.ExecutionSpecification;
import io.ketstream.model.run.OptimizerSpecification;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What a result was made from and with: enough to make it again.
///
/// @param backend the one that answered; until it has, the one that was asked for
/// @param versions of the optimiser's algorithm, the engine's name and its numeric profile
/// @param ansatz of an optimisation, as `optimizer`
/// @param tableDigest of a run that learns: the version of its data set
/// @param testDigest of the data set that it is tested on, where that is another
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Provenance(
        long seed,
        String backend,
        @Nullable Engine engine,
        @Nullable Digest circuitDigest,
        Digest problemDigest,
        @Nullable Digest snapshotDigest,
        @Nullable String optimizerVersion,
        Map<String, String> versions,
        @Nullable RunId replayOf,
        @Nullable Ansatz ansatz,
        @Nullable OptimizerSpecification optimizer,
        ExecutionSpecification execution,
        @Nullable Digest tableDigest,
        @Nullable Digest testDigest) {

    public Provenance {
        versions = Map.copyOf(versions);
    }

    static Provenance of(RunFacts facts, RunFacts.Submission submission) {
        var settings = submission.settings();
        return of(facts, submission, submission.snapshotDigest(), settings.ansatz(), settings.optimizer(), null, null);
    }

    static Provenance of(RunFacts facts, TrainingSubmission training) {
        return of(
                facts,
                training,
                null,
                null,
                null,
                training.table().table().sha256(),
                training.test() == null ? null : training.test().table().sha256());
    }

    private static Provenance of(
            RunFacts facts,
            AcceptedRun accepted,
            @Nullable Digest snapshotDigest,
            @Nullable Ansatz ansatz,
            @Nullable OptimizerSpecification optimizer,
            @Nullable Digest tableDigest,
            @Nullable Digest testDigest) {
        Engine engine = engine(facts);
        String optimizerVersion = optimizerVersion(facts);
        var versions = new TreeMap<String, String>();
        if (optimizerVersion != null) {
            versions.put("optimizer", optimizerVersion);
        }
        if (engine != null) {
            versions.put("engine", engine.name());
            versions.put("numericProfile", engine.profile());
        }
        return new Provenance(
                accepted.seed(),
                engine == null ? accepted.execution().backend() : engine.backend(),
                engine,
                circuitDigest(facts),
                accepted.problemDigest(),
                snapshotDigest,
                optimizerVersion,
                versions,
                accepted.replayOf(),
                ansatz,
                optimizer,
                accepted.execution(),
                tableDigest,
                testDigest);
    }

    private static @Nullable Engine engine(RunFacts facts) {
        var outcome = facts.outcome();
        if (outcome != null && outcome.ended().engine() != null) {
            return outcome.ended().engine();
        }
        return facts.firstExecution() == null ? null : facts.firstExecution().engine();
    }

    private static @Nullable String optimizerVersion(RunFacts facts) {
        var outcome = facts.outcome();
        if (outcome != null && outcome.ended().optimizerVersion() != null) {
            return outcome.ended().optimizerVersion();
        }
        return facts.start() == null ? null : facts.start().optimizerVersion();
    }

    private static @Nullable Digest circuitDigest(RunFacts facts) {
        var outcome = facts.outcome();
        if (outcome != null && outcome.ended().circuitDigest() != null) {
            return outcome.ended().circuitDigest();
        }
        if (facts.start() != null) {
            return facts.start().circuitDigest();
        }
        return facts.circuit() == null ? null : facts.circuit().digest();
    }
}
