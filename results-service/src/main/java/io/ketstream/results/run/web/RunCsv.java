package io.ketstream.results.run.web;

import io.ketstream.model.Failure;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.Metric;
import io.ketstream.model.run.Controls;
import io.ketstream.model.run.ParentRun;
import io.ketstream.results.run.RunFilter;
import io.ketstream.results.run.RunView;
import io.ketstream.results.run.Runs;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// All runs as a table, one a line, read and written a hundred at a time. Objectives are in the user's own sense.
final class RunCsv {

    private static final int CHUNK = 100;

    private record Column(String name, Function<RunView, @Nullable Object> value) {}

    private static final List<Column> COLUMNS = List.of(
            new Column("runId", RunView::runId),
            new Column("name", RunView::name),
            new Column("status", RunView::status),
            new Column("problemType", run -> run.problem().type()),
            new Column("variables", run -> run.problem().variables()),
            new Column("iterations", RunView::iterations),
            new Column("evaluations", RunView::evaluations),
            new Column("shots", RunView::shots),
            new Column("sense", run -> of(run.best(), RunView.Best::sense)),
            new Column("bestObjective", run -> of(run.best(), RunView.Best::objective)),
            new Column("bestBitString", run -> of(run.best(), RunView.Best::bitString)),
            new Column("feasible", run -> of(run.best(), RunView.Best::feasible)),
            new Column("expectation", run -> of(run.expectation(), expectation -> expectation.value())),
            new Column("standardError", run -> of(run.expectation(), expectation -> expectation.standardError())),
            new Column("exactObjective", run -> of(of(run.controls(), Controls::exact), Controls.Exact::objective)),
            new Column("boundObjective", run -> of(of(run.controls(), Controls::bound), Controls.Bound::objective)),
            new Column(
                    "heuristicObjective",
                    run -> of(run.controls(), it -> it.heuristic().objective())),
            new Column(
                    "randomObjective",
                    run -> of(run.controls(), it -> it.random().objective())),
            new Column("verdict", RunView::verdict),
            new Column("stopReason", RunView::stopReason),
            new Column("failure", run -> of(run.failure(), Failure::code)),
            new Column("optimizer", run -> run.provenance().optimizerVersion()),
            new Column("backend", run -> run.provenance().backend()),
            new Column("seed", run -> run.provenance().seed()),
            new Column("submittedAt", RunView::submittedAt),
            new Column("startedAt", RunView::startedAt),
            new Column("endedAt", RunView::endedAt),
            new Column("replayOf", RunView::replayOf),
            new Column("matches", RunView::matches),
            new Column("parentRunId", run -> of(run.parent(), ParentRun::runId)),
            new Column("sequence", run -> of(run.parent(), ParentRun::sequence)),
            new Column("dataset", run -> run.problem().dataset()),
            new Column("model", run -> of(run.model(), LearningModel::type)),
            new Column("score", run -> of(score(run), Metric::name)),
            new Column("validationScore", run -> of(score(run), Metric::value)));

    private RunCsv() {}

    static void write(Runs runs, RunFilter filter, OutputStream output) throws IOException {
        var csv = new CsvWriter(output);
        csv.line(COLUMNS.stream().map(Column::name).toArray());
        List<RunView> chunk = runs.list(filter, 0, CHUNK).items();
        while (!chunk.isEmpty()) {
            for (RunView run : chunk) {
                csv.line(COLUMNS.stream()
                        .map(column -> column.value().apply(run))
                        .toArray());
            }
            chunk = runs.listAfter(filter, chunk.getLast(), CHUNK);
        }
        csv.flush();
    }

    /// Accuracy or R²: the first of the figures.
    private static @Nullable Metric score(RunView run) {
        return run.learning() == null || run.learning().validation().isEmpty()
                ? null
                : run.learning().validation().getFirst();
    }

    private static <T, V> @Nullable V of(@Nullable T whole, Function<T, @Nullable V> part) {
        return whole == null ? null : part.apply(whole);
    }
}
