package io.ketstream.optimizer.loop;

import io.ketstream.model.Failure;
import io.ketstream.model.RealMatrix;
import io.ketstream.model.RunId;
import io.ketstream.model.event.RunDecomposed;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.Topics;
import io.ketstream.model.run.WarmStart;
import io.ketstream.optimizer.portfolio.MarketSelection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/// The runs of one partition that were taken apart: puts together what comes of their children.
final class DecompositionLoop extends ParentLoop<OpenDecomposition, ParentConclusion> {

    /// What is around a strategy's outcome in the message that tells it.
    private static final int HANDED_ON = 16 * 1024;

    DecompositionLoop(
            Journal journal,
            Format format,
            Consumer<Effect> effects,
            ObjIntConsumer<RunId> announcer,
            InstantSource clock,
            LoopSettings settings,
            AlgorithmBudget budget) {
        super(journal, format, effects, announcer, clock, settings, budget);
    }

    @Override
    String purpose() {
        return "to put the portfolio together";
    }

    @Override
    String advice() {
        return "";
    }

    /// Begins the run, or goes on with it after a restart.
    void begin(RunDecomposed decomposed) {
        if (!isOpen(decomposed.runId())) {
            open(new OpenDecomposition(decomposed));
        }
    }

    void covarianceFetched(RunId run, RealMatrix covariance) {
        OpenDecomposition parent = run(run);
        if (parent != null && parent.fetching) {
            launch(parent, covariance);
        }
    }

    @Override
    void start(OpenDecomposition parent) {
        String recorded =
                journal.keepVersion(parent.id, DecompositionVersion.current().title());
        Optional<DecompositionVersion> version = DecompositionVersion.of(recorded);
        if (version.isEmpty()) {
            failUnknown(parent, recorded);
            return;
        }
        parent.version = version.get();
        effects.accept(
                new Effect.FetchCovariance(parent.id, parent.decomposed.market().covariance()));
    }

    private void launch(OpenDecomposition parent, RealMatrix covariance) {
        RunDecomposed decomposed = parent.decomposed;
        DecompositionVersion version = parent.version;
        launch(
                parent,
                "put the portfolio together",
                children -> new ParentAlgorithm(
                                decomposed,
                                new MarketSelection(decomposed.problem(), decomposed.market(), covariance),
                                format::digest,
                                version)
                        .run(children));
    }

    @Override
    void concludes(OpenDecomposition parent, ParentConclusion conclusion) {
        conclude(
                parent, together(parent.decomposed, conclusion, clock.instant()), "select fewer assets, or hold fewer");
    }

    /// With as much of what was learnt as leaves room for whoever hands it on.
    private RunEnded together(RunDecomposed run, ParentConclusion conclusion, Instant now) {
        WarmStart all = conclusion.learnt();
        for (WarmStart learnt : all == null ? List.<WarmStart>of() : all.lessAndLess()) {
            RunEnded outcome = Outcomes.together(run, conclusion, learnt, now);
            if (format.size(outcome) <= Topics.MAX_MESSAGE_BYTES - HANDED_ON) {
                return outcome;
            }
        }
        return Outcomes.together(run, conclusion, null, now);
    }

    /// Each child may take the time that its user gives it.
    @Override
    Duration patience(OpenDecomposition parent) {
        Duration timeout = parent.decomposed.settings().optimizer().timeout();
        return timeout == null
                ? settings.childPatience()
                : settings.childPatience().plus(timeout);
    }

    @Override
    Instant disturbable(OpenDecomposition parent) {
        return parent.askedAt;
    }

    @Override
    RunEnded interrupted(OpenDecomposition parent, @Nullable Failure failure) {
        Effort effort = effort(parent);
        return Outcomes.apart(parent.decomposed, failure, effort.evaluations(), effort.shots(), clock.instant());
    }
}
