package io.ketstream.benchmarks.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// A report as an SVG: a line for each workload and number of threads, a mark for each contender at its median, on a
/// logarithmic axis of seconds. At the right, how many times as long the fastest peer takes.
final class ReportPicture {
    private static final int LEFT = 210;
    private static final int PLOT = 720;
    private static final int RIGHT = 140;
    private static final int LINE = 22;
    private static final int TOP = 100;
    private static final int LEGEND_COLUMNS = 5;
    private static final String OWN_COLOUR = "#111111";
    private static final String OTHER_OWN_COLOUR = "#8a8a8a";
    private static final List<String> COLOURS =
            List.of("#7f7f7f", "#d62728", "#1f77b4", "#2ca02c", "#ff7f0e", "#17becf", "#9467bd", "#bcbd22", "#8c564b");

    private static final List<Contender> OTHERS = Arrays.stream(Contender.values())
            .filter(contender -> contender.kind() != Contender.Kind.OWN)
            .toList();

    private final Report report;
    private final List<Report.Row> rows;
    private final List<Contender> contenders;
    private final int firstDecade;
    private final int lastDecade;
    private final StringBuilder svg = new StringBuilder();

    private ReportPicture(Report report) {
        this.report = report;
        this.rows = report.rows();
        this.contenders = report.contenders();
        var medians =
                report.outcome().figures().stream().mapToDouble(Figure::median).summaryStatistics();
        this.firstDecade = (int) Math.floor(Math.log10(medians.getMin()));
        this.lastDecade = Math.max(firstDecade + 1, (int) Math.ceil(Math.log10(medians.getMax())));
    }

    /// @param report with at least one figure
    static String of(Report report) {
        return new ReportPicture(report).draw();
    }

    private String draw() {
        int width = LEFT + PLOT + RIGHT;
        int bottom = TOP + rows.size() * LINE;
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" font-family=\"sans-serif\" font-size=\"12\">"
                        .formatted(width, bottom + 50));
        add("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        text(
                10,
                20,
                "start",
                "Seconds of one evaluation, median (%s, %d processors)"
                        .formatted(
                                report.machine().processor(), report.machine().processors()),
                "font-weight=\"bold\"");
        legend();
        axis(bottom);
        for (int place = 0; place < rows.size(); place++) {
            row(rows.get(place), place);
        }
        add("</svg>");
        return svg.toString();
    }

    private void legend() {
        for (int place = 0; place < contenders.size(); place++) {
            double x = 20 + place % LEGEND_COLUMNS * 200;
            double y = 40 + place / LEGEND_COLUMNS * 20;
            mark(contenders.get(place), x, y);
            text(x + 12, y + 4, "start", contenders.get(place).title(), "");
        }
    }

    private void axis(int bottom) {
        for (int decade = firstDecade; decade <= lastDecade; decade++) {
            double x = x(Math.pow(10, decade));
            add("<line x1=\"%.1f\" y1=\"%d\" x2=\"%.1f\" y2=\"%d\" stroke=\"#bbbbbb\"/>".formatted(x, TOP, x, bottom));
            text(x, TOP - 6, "middle", label(decade), "");
            text(x, bottom + 16, "middle", label(decade), "");
        }
        text(LEFT + PLOT + RIGHT - 8, TOP - 6, "end", "fastest peer", "");
        text(LEFT + PLOT / 2.0, bottom + 38, "middle", "less is better", "fill=\"#555555\"");
    }

    private void row(Report.Row row, int place) {
        double y = TOP + (place + 0.5) * LINE;
        boolean first = place == 0 || !before(place).id().equals(row.workload().id());
        boolean family = place == 0 || before(place).family() != row.workload().family();
        String border = family ? "#555555" : first ? "#dddddd" : "none";
        add("<line x1=\"8\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"%s\"/>"
                .formatted(y - LINE / 2.0, LEFT + PLOT + RIGHT - 8, y - LINE / 2.0, border));
        if (first) {
            text(10, y + 4, "start", row.workload().id(), "");
        }
        text(
                LEFT - 12,
                y + 4,
                "end",
                row.threads() + (row.threads() == 1 ? " thread" : " threads"),
                "fill=\"#555555\"");
        Optional<Figure> own = row.of(Contender.KETSTREAM);
        Optional<Figure> peer = row.fastestPeer();
        if (own.isPresent() && peer.isPresent()) {
            add("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#cccccc\" stroke-width=\"5\"/>"
                    .formatted(x(own.get().median()), y, x(peer.get().median()), y));
            text(
                    LEFT + PLOT + RIGHT - 8,
                    y + 4,
                    "end",
                    ReportMarkdown.number(peer.get().median() / own.get().median()) + " ×",
                    "font-weight=\"bold\"");
        }
        row.figures().reversed().forEach(figure -> mark(figure.contender(), x(figure.median()), y));
    }

    private Workload before(int place) {
        return rows.get(place - 1).workload();
    }

    private void mark(Contender contender, double x, double y) {
        String colour = colour(contender);
        add(
                switch (contender.kind()) {
                    case OWN -> "<path d=\"M%.1f %.1f l6 6 l-6 6 l-6 -6 z\" fill=\"%s\"/>".formatted(x, y - 6, colour);
                    case PROTOTYPE ->
                        "<path d=\"M%.1f %.1f v14\" stroke=\"%s\" stroke-width=\"3\"/>".formatted(x, y - 7, colour);
                    case PEER ->
                        "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4.5\" fill=\"%s\" fill-opacity=\"0.85\"/>"
                                .formatted(x, y, colour);
                });
    }

    private static String colour(Contender contender) {
        if (contender.kind() == Contender.Kind.OWN) {
            return contender == Contender.KETSTREAM ? OWN_COLOUR : OTHER_OWN_COLOUR;
        }
        return COLOURS.get(OTHERS.indexOf(contender) % COLOURS.size());
    }

    private double x(double seconds) {
        return LEFT + PLOT * (Math.log10(seconds) - firstDecade) / (lastDecade - firstDecade);
    }

    private static String label(int decade) {
        if (decade >= 0) {
            return "%.0f s".formatted(Math.pow(10, decade));
        }
        return decade >= -3
                ? "%.0f ms".formatted(Math.pow(10, decade + 3))
                : decade >= -6 ? "%.0f µs".formatted(Math.pow(10, decade + 6)) : "1e%d s".formatted(decade);
    }

    private void text(double x, double y, String anchor, String text, String style) {
        add("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" %s>%s</text>"
                .formatted(x, y, anchor, style, text.replace("&", "&amp;").replace("<", "&lt;")));
    }

    private void add(String element) {
        svg.append(element).append('\n');
    }
}
