package io.ketstream.results.run.persistence;

import io.ketstream.model.RunId;
import io.ketstream.model.event.RunEnded;
import io.ketstream.model.event.TrainingProgressed.Phase;
import io.ketstream.model.run.ParentRun;
import io.ketstream.results.run.AcceptedRun;
import io.ketstream.results.run.Iteration;
import io.ketstream.results.run.Paged;
import io.ketstream.results.run.RunFacts;
import io.ketstream.results.run.RunFactsJson;
import io.ketstream.results.run.RunFilter;
import io.ketstream.results.run.RunView;
import io.ketstream.results.run.Runs;
import io.ketstream.results.run.Step;
import io.ketstream.results.run.TrainingStep;
import io.ketstream.results.run.TrainingSubmission;
import io.ketstream.results.run.Trainings;
import io.ketstream.results.run.Trajectories;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/// [Runs] in PostgreSQL. A view is made of one run at one moment, and so is read in one transaction.
@Component
@Transactional(readOnly = true)
class StoredRuns implements Runs {

    private final RunRepository runs;
    private final IterationRepository iterations;
    private final TrainingStepRepository steps;

    StoredRuns(RunRepository runs, IterationRepository iterations, TrainingStepRepository steps) {
        this.runs = runs;
        this.iterations = iterations;
        this.steps = steps;
    }

    @Override
    public Optional<RunFacts> facts(RunId run) {
        return runs.findByRunIdAndSubmittedAtIsNotNull(run.value())
                .map(RunEntity::facts)
                .map(RunFactsJson::read);
    }

    @Override
    public Optional<RunView> find(RunId run) {
        return facts(run).map(facts -> view(run, facts));
    }

    @Override
    public Paged<RunView> list(RunFilter filter, int page, int size) {
        var request = PageRequest.of(page, size);
        var found = filter.parent() == null
                ? runs.list(filter.status(), filter.problemType(), request)
                : runs.listChildren(filter.parent().value(), filter.status(), filter.problemType(), request);
        return new Paged<>(views(found.getContent()), page, size, found.getTotalElements());
    }

    @Override
    public List<RunView> listAfter(RunFilter filter, RunView last, int limit) {
        UUID lastRun = last.runId().value();
        Limit most = Limit.of(limit);
        if (filter.parent() == null) {
            return views(runs.listAfter(last.submittedAt(), lastRun, filter.status(), filter.problemType(), most));
        }
        ParentRun place = Objects.requireNonNull(last.parent(), "a child knows its parent");
        return views(runs.listChildrenAfter(
                filter.parent().value(), place.sequence(), lastRun, filter.status(), filter.problemType(), most));
    }

    @Override
    public Paged<Iteration> iterations(RunId run, int page, int size) {
        var found = iterations.findByRunIdOrderByIteration(run.value(), PageRequest.of(page, size));
        return new Paged<>(
                found.getContent().stream().map(IterationEntity::toIteration).toList(),
                page,
                size,
                found.getTotalElements());
    }

    @Override
    public List<Iteration> iterationsAfter(RunId run, int iteration, int limit) {
        return iterations
                .findByRunIdAndIterationGreaterThanOrderByIteration(run.value(), iteration, Limit.of(limit))
                .stream()
                .map(IterationEntity::toIteration)
                .toList();
    }

    @Override
    public int countIterations(RunId run, int last) {
        return iterations.countByRunIdAndIterationLessThanEqual(run.value(), last);
    }

    @Override
    public int countEqualIterations(RunId run, RunId other, int last) {
        return iterations.countEqual(run.value(), other.value(), last);
    }

    @Override
    public List<TrainingStep> trainingStepsAfter(RunId run, int step, int limit) {
        return steps.findByRunIdAndStepGreaterThanOrderByStep(run.value(), step, Limit.of(limit)).stream()
                .map(TrainingStepEntity::toStep)
                .toList();
    }

    @Override
    public Paged<TrainingStep> epochs(RunId run, int page, int size) {
        var found = steps.findByRunIdAndPhaseOrderByStep(run.value(), Phase.TRAINING, PageRequest.of(page, size));
        return new Paged<>(
                found.getContent().stream().map(TrainingStepEntity::toStep).toList(),
                page,
                size,
                found.getTotalElements());
    }

    @Override
    public List<TrainingStep> epochsAfter(RunId run, int step, int limit) {
        return steps
                .findByRunIdAndPhaseAndStepGreaterThanOrderByStep(run.value(), Phase.TRAINING, step, Limit.of(limit))
                .stream()
                .map(TrainingStepEntity::toStep)
                .toList();
    }

    @Override
    public List<TrainingStep> everyEpoch(RunId run, int stride) {
        return steps.findEveryEpoch(run.value(), stride).stream()
                .map(TrainingStepEntity::toStep)
                .toList();
    }

    @Override
    public int countTrainingSteps(RunId run, int last) {
        return steps.countByRunIdAndStepLessThanEqual(run.value(), last);
    }

    @Override
    public int countEpochs(RunId run) {
        return steps.countByRunIdAndPhase(run.value(), Phase.TRAINING);
    }

    @Override
    public int countCommonEpochs(RunId run, RunId other) {
        return steps.countCommonEpochs(run.value(), other.value());
    }

    @Override
    public int countEqualEpochs(RunId run, RunId other) {
        return steps.countEqualEpochs(run.value(), other.value());
    }

    private List<RunView> views(List<RunEntity> rows) {
        return rows.stream()
                .map(row -> view(new RunId(row.runId()), RunFactsJson.read(row.facts())))
                .toList();
    }

    private RunView view(RunId run, RunFacts facts) {
        var accepted = Objects.requireNonNull(facts.accepted(), "only submitted runs are read");
        return RunView.of(
                run,
                facts,
                accepted,
                facts.outcome() != null ? null : latest(run, accepted),
                accepted.replayOf() == null ? null : matches(accepted.replayOf(), run, facts),
                facts.isParent() ? runs.countChildren(run.value()) : null);
    }

    private @Nullable Step latest(RunId run, AcceptedRun accepted) {
        return switch (accepted) {
            case RunFacts.Submission submission ->
                iterations
                        .findFirstByRunIdOrderByIterationDesc(run.value())
                        .map(IterationEntity::toIteration)
                        .orElse(null);
            case TrainingSubmission training ->
                steps.findFirstByRunIdOrderByStepDesc(run.value())
                        .map(TrainingStepEntity::toStep)
                        .orElse(null);
        };
    }

    private @Nullable Boolean matches(RunId original, RunId replay, RunFacts facts) {
        RunEnded end = end(facts);
        if (end == null) {
            return null;
        }
        RunEnded first = facts(original).map(StoredRuns::end).orElse(null);
        TrainingSubmission training = facts.training();
        if (training == null) {
            return Trajectories.match(this, original, first, replay, end);
        }
        boolean searches = training.settings().search() != null;
        return Trainings.match(this, searches, original, first, replay, end);
    }

    private static @Nullable RunEnded end(RunFacts facts) {
        return facts.outcome() == null ? null : facts.outcome().ended();
    }
}
