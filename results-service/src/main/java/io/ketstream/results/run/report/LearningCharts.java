package io.ketstream.results.run.report;

import io.ketstream.model.learning.Metric;
import io.ketstream.results.run.TrainingStep;
import io.ketstream.support.report.Html;
import io.ketstream.support.report.Plot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The diagrams of a run that learns, each with its legend.
final class LearningCharts {

    private static final String MODEL = "#1f4e79";
    private static final String CONTROL = "#e0a458";
    private static final String TEST = "#c8553d";
    private static final int HEIGHT = 320;

    private LearningCharts() {}

    /// A figure of a model or a control, with its interval where there is one.
    record Bar(String name, Metric metric, boolean isModel) {}

    static String figures(List<Bar> bars) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (Bar bar : bars) {
            Metric metric = bar.metric();
            low = Math.min(low, metric.low() == null ? metric.value() : metric.low());
            high = Math.max(high, metric.high() == null ? metric.value() : metric.high());
        }
        double margin = Math.max(0.02, 0.05 * (high - low));
        Plot plot = Plot.linear(HEIGHT, -0.5, bars.size() - 0.5, low - margin, high + margin)
                .values(Figures.name(bars.getFirst().metric().name()), Figures::tick)
                .places("validation", bars.stream().map(Bar::name).toList());
        double half = 0.0012 * bars.size();
        for (int place = 0; place < bars.size(); place++) {
            Metric metric = bars.get(place).metric();
            String colour = bars.get(place).isModel() ? MODEL : CONTROL;
            if (metric.low() != null && metric.high() != null) {
                plot.rectangle(place - half, place + half, metric.low(), metric.high(), colour);
            }
            plot.dot(place, metric.value(), colour);
        }
        return Html.legend(List.of(
                        Html.entry(MODEL, "the model, 95 % interval"), Html.entry(CONTROL, "classical controls")))
                + plot.svg();
    }

    /// Losses by epoch: each fold a line of its own, or a pair of lines where rows are told as
    /// well that are not learnt from. The model that is kept is drawn last.
    ///
    /// @param others what these rows are
    static String losses(List<TrainingStep> epochs, String others) {
        Map<Integer, List<TrainingStep>> folds = new TreeMap<>();
        for (TrainingStep epoch : epochs) {
            folds.computeIfAbsent(epoch.fold() == null ? Integer.MAX_VALUE : epoch.fold(), _ -> new ArrayList<>())
                    .add(epoch);
        }
        int latest = epochs.stream().mapToInt(TrainingStep::done).max().orElse(1);
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (TrainingStep epoch : epochs) {
            for (@Nullable Double loss : new @Nullable Double[] {epoch.loss(), epoch.validationLoss()}) {
                if (loss != null) {
                    low = Math.min(low, loss);
                    high = Math.max(high, loss);
                }
            }
        }
        double margin = Math.max(0.05 * (high - low), 1e-3 * Math.max(Math.abs(low), Math.abs(high)));
        Plot plot = Plot.linear(HEIGHT, 1, Math.max(latest, 2), low - margin, high + margin)
                .values("loss", Figures::tick)
                .numbers("epoch", epoch -> String.valueOf(Math.round(epoch)));
        folds.forEach((number, fold) -> {
            boolean isKept = number == Integer.MAX_VALUE;
            line(plot, fold, TrainingStep::loss, MODEL, isKept);
            line(plot, fold, TrainingStep::validationLoss, TEST, isKept);
        });
        var entries = new ArrayList<String>();
        entries.add(Html.entry(MODEL, "rows that are learnt from"));
        if (epochs.stream().anyMatch(epoch -> epoch.validationLoss() != null)) {
            entries.add(Html.entry(TEST, others));
        }
        return Html.legend(entries) + plot.svg();
    }

    private static void line(
            Plot plot,
            List<TrainingStep> fold,
            Function<TrainingStep, @Nullable Double> loss,
            String colour,
            boolean isKept) {
        List<TrainingStep> told =
                fold.stream().filter(epoch -> loss.apply(epoch) != null).toList();
        double[] places = told.stream().mapToDouble(TrainingStep::done).toArray();
        double[] values = told.stream()
                .map(loss)
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .toArray();
        if (values.length == 1) {
            plot.dot(places[0], values[0], colour);
        } else if (values.length > 1) {
            plot.line(places, values, colour, "stroke-width=\"%s\"".formatted(isKept ? "2.6" : "1.2"));
        }
    }

    /// Rows are what is true, columns what was told; the darker, the larger its share of the row.
    static String confusion(List<String> classes, List<List<Integer>> counts) {
        var table = new StringBuilder("<div class=\"wide\"><table><tr><th>true</th>");
        classes.forEach(
                name -> table.append("<th>told ").append(Html.escape(name)).append("</th>"));
        table.append("<th>rows</th></tr>");
        for (int i = 0; i < counts.size(); i++) {
            List<Integer> row = counts.get(i);
            int sum = row.stream().mapToInt(Integer::intValue).sum();
            table.append("<tr><td>").append(Html.escape(classes.get(i))).append("</td>");
            for (int j = 0; j < row.size(); j++) {
                long shade = sum == 0 ? 0 : Math.round(70.0 * row.get(j) / sum);
                table.append("<td style=\"background: color-mix(in srgb, %s %d%%, white)%s\">%,d</td>"
                        .formatted(i == j ? MODEL : TEST, shade, shade > 40 ? "; color: #fff" : "", row.get(j)));
            }
            table.append("<td>").append(sum).append("</td></tr>");
        }
        return table.append("</table></div>").toString();
    }
}
