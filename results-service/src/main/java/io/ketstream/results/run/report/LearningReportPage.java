package io.ketstream.results.run.report;

import io.ketstream.model.learning.GridSearch;
import io.ketstream.model.learning.KernelDiagnostics;
import io.ketstream.model.learning.LearningControl;
import io.ketstream.model.learning.LearningModel;
import io.ketstream.model.learning.Metric;
import io.ketstream.model.learning.SearchReport;
import io.ketstream.model.learning.Validation;
import io.ketstream.results.run.LearningView;
import io.ketstream.results.run.RunView;
import io.ketstream.results.run.TrainingStep;
import io.ketstream.results.run.TrainingSubmission;
import io.ketstream.support.event.ModelJson;
import io.ketstream.support.report.Html;
import io.ketstream.support.report.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A run that learns as a page: how good its model is beside its controls, where it errs, how it
/// came to be, and what all that does not mean.
public final class LearningReportPage {

    private final RunView view;
    private final TrainingSubmission training;
    private final List<TrainingStep> epochs;
    private final int every;
    private final Page page;

    private LearningReportPage(RunView view, TrainingSubmission training, List<TrainingStep> epochs, int every) {
        this.view = view;
        this.training = training;
        this.epochs = List.copyOf(epochs);
        this.every = every;
        String name = view.name() == null ? view.runId().toString() : view.name();
        this.page = new Page("Run " + name, lead());
    }

    /// @param view of the same run
    /// @param epochs of a network, from the first
    /// @param every how many epochs that were told there are to one of these; 1: these are all
    public static String of(RunView view, TrainingSubmission training, List<TrainingStep> epochs, int every) {
        return new LearningReportPage(view, training, epochs, every).write();
    }

    private String write() {
        LearningView learning = view.learning();
        if (learning == null) {
            unfinished();
        } else {
            if (!learning.validation().isEmpty()) {
                page.heading("Is it any good?");
                judged(learning);
            }
            GridSearch grid = training.settings().search();
            if (learning.search() != null && grid != null) {
                new SearchSection(learning.search()).write(page, grid.size());
            }
            if (!learning.training().isEmpty()) {
                page.heading("Figures");
                figures(learning);
            }
            if (learning.modelLeftOut() != null) {
                page.note("There is no model to predict with: it was left out, since " + learning.modelLeftOut() + ".");
            }
            if (learning.confusion() != null && training.table().classes() != null) {
                page.heading("What is taken for what");
                page.note("Of the rows of the test: what is true, and what was told.");
                page.add(LearningCharts.confusion(training.table().classes(), learning.confusion()));
            }
            if (learning.kernel() != null) {
                page.heading("The kernel");
                kernel(learning.kernel());
            }
        }
        if (!epochs.isEmpty()) {
            page.heading("Loss by epoch");
            page.add(LearningCharts.losses(epochs, others()));
            losses();
        }
        page.heading("What this does not mean");
        page.list(limits());
        page.heading("Provenance");
        provenance();
        return page.html();
    }

    private String lead() {
        LearningModel model = model();
        String rows = String.format(
                Locale.ROOT,
                "%,d rows of %s",
                training.table().rows(),
                training.problem().dataset());
        return String.format(
                Locale.ROOT,
                "%s by a %s, in a circuit of feature map %s. It %s.",
                learnt(model, rows),
                model.type(),
                ModelJson.mapper().valueToTree(model.featureMap()).path("type").asString(),
                standing());
    }

    /// The one that was chosen, where a search has chosen one.
    private LearningModel model() {
        LearningView learning = view.learning();
        SearchReport search = learning == null ? null : learning.search();
        return search == null || search.model() == null ? training.settings().model() : search.model();
    }

    /// A target that a problem names is learnt only by a model that tells it.
    private String learnt(LearningModel model, String rows) {
        if (model instanceof LearningModel.KernelMatrix) {
            return "How alike " + rows + " are";
        }
        return model.tellsTarget()
                ? "From " + rows + ", " + training.problem().target() + " is learnt"
                : "What " + rows + " have in common is learnt";
    }

    private String standing() {
        return switch (view.status()) {
            case QUEUED -> "is queued";
            case RUNNING -> "is under way";
            case PAUSED -> "is paused";
            case SUCCEEDED -> "has succeeded";
            case FAILED -> "has failed";
            case CANCELLED -> "was cancelled";
        };
    }

    private void unfinished() {
        page.heading("Not yet");
        TrainingStep progress = view.progress();
        if (view.failure() != null) {
            page.note("It has no result: " + view.failure().message());
        } else if (view.endedAt() != null) {
            page.note("It was ended before it had a result.");
        } else if (progress == null) {
            page.note("It has not begun.");
        } else {
            page.note(String.format(
                    Locale.ROOT,
                    "Under way: %s, %,d of %,d.",
                    progress.phase().name().toLowerCase(Locale.ROOT),
                    progress.done(),
                    progress.total()));
        }
    }

    private void judged(LearningView learning) {
        if (learning.verdict() != null) {
            page.add("<p><b>" + Html.escape(learning.verdict().words()) + "</b></p>");
        }
        Metric first = learning.validation().getFirst();
        var bars = new ArrayList<LearningCharts.Bar>();
        bars.add(new LearningCharts.Bar("the model", first, true));
        var rows = new ArrayList<List<String>>();
        rows.add(List.of(
                "the model",
                Figures.number(first.value()),
                Figures.interval(first.low(), first.high()),
                Figures.NONE,
                Figures.NONE,
                Figures.NONE,
                Figures.number(learning.classicalSeconds() + learning.quantumSeconds())));
        for (LearningControl control : learning.controls()) {
            Metric metric = Figures.find(control.validation(), first.name());
            if (metric != null) {
                bars.add(new LearningCharts.Bar(control.name(), metric, false));
            }
            rows.add(List.of(
                    control.name(),
                    Figures.number(metric == null ? null : metric.value()),
                    metric == null ? Figures.NONE : Figures.interval(metric.low(), metric.high()),
                    Figures.number(control.difference()),
                    Figures.interval(control.low(), control.high()),
                    Figures.number(control.p()),
                    Figures.number(control.seconds())));
        }
        page.add(LearningCharts.figures(bars));
        page.table(
                List.of(
                        "",
                        Figures.name(first.name()),
                        "95 % interval",
                        "model is\nbetter by",
                        "interval of\nthe difference",
                        "p",
                        "seconds"),
                rows);
        page.note("Validation " + validation()
                + ", all on the same rows. The model is better by a difference whose interval,"
                + " corrected for the number of controls, leaves out 0; of numbers it is that of root mean square errors. The"
                + " model's seconds are those of circuits and of training together.");
        boolean hasPoint = Stream.concat(
                        Stream.of(first),
                        learning.controls().stream()
                                .map(control -> Figures.find(control.validation(), first.name()))
                                .filter(Objects::nonNull))
                .anyMatch(metric -> metric.low() != null && metric.low().equals(metric.high()));
        if (hasPoint) {
            page.note("An interval of a single number is of folds that had the same figure. So few say nothing of how"
                    + " much others would differ.");
        }
    }

    private String validation() {
        return switch (training.problem().validation()) {
            case Validation.Holdout holdout ->
                String.format(Locale.ROOT, "on %.0f %% of the rows, which were drawn", 100 * holdout.fraction());
            case Validation.Folds folds -> "in " + folds.folds() + " folds";
            case Validation.OtherDataset other -> "on the rows of " + other.dataset();
            case null -> "on nothing";
        };
    }

    /// With patience a network's epochs tell of rows that are held back from training; of the
    /// test they told in `training/1`.
    private String others() {
        boolean isPatient = model() instanceof LearningModel.QuantumNeuralNetwork network
                && network.training().patience() != null;
        return isPatient && !"training/1".equals(view.provenance().optimizerVersion())
                ? "rows that are held back to say when to stop"
                : "rows of the test";
    }

    private void losses() {
        if (training.problem().validation() instanceof Validation.Folds) {
            page.note("Thin lines are of the folds, the thick one is of the model of all rows, which is kept.");
        }
        if (every > 1) {
            page.note(String.format(
                    Locale.ROOT,
                    "Of the epochs that were told one in %,d is shown, and the last; all are at /iterations.",
                    every));
        }
    }

    private void figures(LearningView learning) {
        var rows = new ArrayList<List<String>>();
        if (learning.validation().isEmpty()) {
            for (Metric metric : learning.training()) {
                rows.add(List.of(Figures.name(metric.name()), Figures.number(metric.value())));
            }
            page.table(List.of("", "all rows"), rows);
            return;
        }
        for (Metric metric : learning.training()) {
            @Nullable Metric tested = Figures.find(learning.validation(), metric.name());
            rows.add(List.of(
                    Figures.name(metric.name()),
                    Figures.number(metric.value()),
                    Figures.number(tested == null ? null : tested.value()),
                    tested == null ? Figures.NONE : Figures.interval(tested.low(), tested.high())));
        }
        page.table(List.of("", "training", "validation", "95 % interval"), rows);
        if (!learning.folds().isEmpty()) {
            var folds = new ArrayList<List<String>>();
            List<Metric> first = learning.folds().getFirst();
            for (int k = 0; k < learning.folds().size(); k++) {
                var row = new ArrayList<String>();
                row.add(Integer.toString(k + 1));
                List<Metric> ofFold = learning.folds().get(k);
                for (Metric metric : first) {
                    Metric there = Figures.find(ofFold, metric.name());
                    row.add(Figures.number(there == null ? null : there.value()));
                }
                folds.add(row);
            }
            var titles = new ArrayList<String>();
            titles.add("fold");
            first.forEach(metric -> titles.add(Figures.name(metric.name())));
            page.table(titles, folds);
        }
    }

    private void kernel(KernelDiagnostics kernel) {
        var facts = new ArrayList<List<String>>();
        KernelDiagnostics.Nystrom landmarks = kernel.nystrom();
        facts.add(List.of(landmarks == null ? "rows" : "landmarks", Integer.toString(kernel.rows())));
        if (landmarks != null) {
            facts.add(List.of("rows that they stand for", Integer.toString(landmarks.rows())));
            facts.add(List.of("directions that count", Integer.toString(landmarks.rank())));
            facts.add(List.of("what they leave of k(x, x) = 1", Figures.number(landmarks.residual())));
        }
        facts.add(List.of(
                "off the diagonal",
                "mean " + Figures.number(kernel.offDiagonalMean()) + ", variance "
                        + Figures.number(kernel.offDiagonalVariance())));
        facts.add(List.of("effective rank", Figures.number(kernel.effectiveRank())));
        facts.add(List.of("smallest eigenvalue", Figures.number(kernel.smallestEigenvalue())));
        if (kernel.alignment() != null) {
            facts.add(List.of("alignment with the target", Figures.number(kernel.alignment())));
        }
        KernelDiagnostics.Aligned aligned = kernel.aligned();
        if (aligned != null) {
            facts.add(List.of(
                    "alignment before and after training",
                    String.format(
                            Locale.ROOT,
                            "%s, %s, over %,d rows",
                            Figures.number(aligned.before()),
                            Figures.number(aligned.after()),
                            aligned.rows())));
        }
        if (kernel.geometricDifference() != null) {
            facts.add(
                    List.of("geometric difference to a Gaussian kernel", Figures.number(kernel.geometricDifference())));
        }
        page.facts(facts);
        if (kernel.clipped() > 0) {
            page.note(String.format(
                    Locale.ROOT,
                    "%,d negative eigenvalues, which noise of shots had made, became 0.",
                    kernel.clipped()));
        }
        if (kernel.concentrated()) {
            page.note(
                    "Its entries are concentrated: they differ by less than can be told apart. A smaller bandwidth, or fewer"
                            + " qubits, spreads them.");
        }
    }

    private List<String> limits() {
        var limits = new ArrayList<String>();
        if (!model().tellsTarget()) {
            limits.add(
                    "It is of one table. No rows were held back, and no other model stands beside it: of what is told"
                            + " nothing says how well rows to come would fit.");
            limits.add(
                    "The circuit was simulated, or sampled as stated. That a kernel was made by one does not say that"
                            + " it is better than a classical kernel.");
            return limits;
        }
        limits.add(
                "It is one table and one division of its rows. Another gives other figures; the intervals say by how much,"
                        + " if the rows are drawn as those to come will be.");
        if (training.settings().search() == null) {
            limits.add(
                    "Who tries many settings on the same rows finds some that look good. The intervals know nothing of"
                            + " that.");
            limits.add(
                    "The controls have their usual settings, and the best of them on the rows of the test is the one to"
                            + " beat, which favours them a little.");
        } else {
            limits.add(
                    "The points of the grid were compared on rows of training alone. Who tries several grids on the same"
                            + " rows finds some that look good all the same, and the intervals know nothing of that.");
            limits.add("Each control was chosen from as many configurations as the grid has points, or from all that it"
                    + " has, on the same rows of training, by accuracy or root mean square error. The best of them on the"
                    + " rows of the test is the one to beat, which favours them a little.");
        }
        limits.add(
                "The circuit was simulated, or sampled as stated. That a model is as good as a classical one, or better,"
                        + " does not say that a quantum computer would be faster.");
        return limits;
    }

    private void provenance() {
        var facts = new ArrayList<List<String>>();
        facts.add(List.of("run", view.runId().toString()));
        facts.add(List.of("submitted", view.submittedAt().toString()));
        if (view.replayOf() != null) {
            facts.add(List.of("replay of", view.replayOf().toString()));
        }
        if (view.matches() != null) {
            facts.add(List.of("came to the same", view.matches() ? "yes, bit for bit" : "no"));
        }
        facts.add(List.of("table", training.table().table().sha256().value()));
        if (view.provenance().circuitDigest() != null) {
            facts.add(List.of("circuit", view.provenance().circuitDigest().value()));
        }
        if (view.provenance().engine() != null) {
            facts.add(List.of("engine", view.provenance().engine().title()));
        }
        facts.add(List.of("problem", ModelJson.mapper().writeValueAsString(training.problem())));
        facts.add(List.of("settings", ModelJson.mapper().writeValueAsString(training.settings())));
        page.facts(facts);
    }
}
