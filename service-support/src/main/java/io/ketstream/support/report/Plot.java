package io.ketstream.support.report;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;

/// A diagram as inline SVG: places 0, 1, … from left to right, each with a date; values upwards, linear or logarithmic.
/// Numbers are as English writes them, whatever the machine speaks.
public final class Plot {
    private static final int WIDTH = 1000;
    private static final int LEFT = 84;
    private static final int RIGHT = 16;
    private static final int TOP = 12;
    private static final int BOTTOM = 54;
    private static final int MOST_DATES = 9;
    private static final int LEAST_TICKS = 4;

    /// About the width of a letter, and the height of a line.
    private static final double LETTER = 6;

    private static final int LINE = 13;

    /// Of the values' size, the range below which doubles and labels tell nothing apart.
    private static final double NARROWEST = 1e-6;

    private final StringBuilder svg = new StringBuilder();
    private final int height;
    private final double first;
    private final double last;
    private final double low;
    private final double high;
    private final boolean logarithmic;

    private Plot(int height, double first, double last, double low, double high, boolean logarithmic) {
        this.height = height;
        this.first = first;
        this.last = last;
        this.low = low;
        this.high = high;
        this.logarithmic = logarithmic;
        add(String.format(
                Locale.ROOT,
                "<div class=\"wide\"><svg viewBox=\"0 0 %d %d\" role=\"img\" font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH,
                height));
    }

    /// @param first the leftmost x
    /// Of values that are as good as equal, the axis is a tenth of their size around them.
    ///
    /// @param last the rightmost, above `first`
    public static Plot linear(int height, double first, double last, double low, double high) {
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (high - low > Math.max(NARROWEST * size, Double.MIN_NORMAL)) {
            return new Plot(height, first, last, low, high, false);
        }
        double half = size < Double.MIN_NORMAL ? 1 : 0.05 * size;
        return new Plot(height, first, last, low - half, high + half, false);
    }

    /// Whole decades around what is above 0.
    public static Plot logarithmic(int height, double first, double last, double low, double high) {
        double floor = Math.floor(Math.log10(low));
        return new Plot(height, first, last, floor, Math.max(floor + 1, Math.ceil(Math.log10(high))), true);
    }

    double x(double place) {
        return LEFT + (WIDTH - LEFT - RIGHT) * (place - first) / (last - first);
    }

    double y(double value) {
        double height01 = ((logarithmic ? Math.log10(value) : value) - low) / (high - low);
        return TOP + (height - TOP - BOTTOM) * (1 - Math.clamp(height01, 0, 1));
    }

    /// Lines across at round values, and the title of the axis.
    public Plot values(String title, DoubleFunction<String> label) {
        double step = logarithmic ? 1 : step(high - low);
        for (double tick : ticks(low, high, step)) {
            double value = logarithmic ? Math.pow(10, tick) : tick;
            add(String.format(
                    Locale.ROOT,
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#e4e4e4\"/>",
                    LEFT,
                    y(value),
                    WIDTH - RIGHT,
                    y(value)));
            text(LEFT - 8, y(value) + 4, "end", label.apply(value));
        }
        double middle = TOP + (height - TOP - BOTTOM) / 2.0;
        add(String.format(
                Locale.ROOT,
                "<text transform=\"translate(16 %.1f) rotate(-90)\" text-anchor=\"middle\" fill=\"#444\">%s</text>",
                middle,
                Html.escape(title)));
        return this;
    }

    /// Some of the dates below, and the title of the axis.
    public Plot dates(String title, List<LocalDate> dates) {
        return places(title, dates.stream().map(LocalDate::toString).toList());
    }

    /// Some of the labels below, and the title of the axis. What is wider than its place has two
    /// lines, where it has a hyphen or a space to be parted at.
    public Plot places(String title, List<String> labels) {
        int step = Math.max(1, (labels.size() + MOST_DATES - 1) / MOST_DATES);
        double room = x(step) - x(0);
        for (int place = 0; place < labels.size(); place += step) {
            tick(place, lines(labels.get(place), room));
        }
        return across(title);
    }

    /// Round values below, and the title of the axis.
    public Plot numbers(String title, DoubleFunction<String> label) {
        for (double tick : ticks(first, last, step(last - first))) {
            tick(tick, List.of(label.apply(tick)));
        }
        return across(title);
    }

    private static List<String> lines(String label, double room) {
        int middle = LETTER * label.length() > room ? middle(label) : 0;
        return middle == 0 ? List.of(label) : List.of(label.substring(0, middle).strip(), label.substring(middle));
    }

    /// Behind the hyphen or space that leaves the longer part shortest; 0: there is none.
    private static int middle(String label) {
        int best = 0;
        for (int i = 1; i < label.length(); i++) {
            boolean mayPart = label.charAt(i - 1) == '-' || label.charAt(i - 1) == ' ';
            if (mayPart && Math.max(i, label.length() - i) < Math.max(best, label.length() - best)) {
                best = i;
            }
        }
        return best;
    }

    private void tick(double place, List<String> lines) {
        double base = height - BOTTOM;
        add(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#888\"/>",
                x(place),
                base,
                x(place),
                base + 5));
        double line = base + 19 - (lines.size() - 1) * 3;
        for (String text : lines) {
            text(x(place), line, "middle", text);
            line += LINE;
        }
    }

    private Plot across(String title) {
        add(String.format(
                Locale.ROOT,
                "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"#888\"/>",
                LEFT,
                height - BOTTOM,
                WIDTH - RIGHT,
                height - BOTTOM));
        text(LEFT + (WIDTH - LEFT - RIGHT) / 2.0, height - 10, "middle", title);
        return this;
    }

    /// A line through values at the places 0, 1, ….
    public void line(double[] values, String colour, String style) {
        var places = new double[values.length];
        Arrays.setAll(places, i -> i);
        line(places, values, colour, style);
    }

    /// A line through values at places.
    ///
    /// @param places as many as values
    public void line(double[] places, double[] values, String colour, String style) {
        var points = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(places[i]), y(values[i])));
        }
        add(String.format(
                Locale.ROOT,
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" %s/>",
                points.toString().strip(),
                colour,
                style));
    }

    public void dot(double place, double value, String colour) {
        add(String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\" fill-opacity=\"0.8\"/>",
                x(place),
                y(value),
                colour));
    }

    /// A circle that shows what it lies on.
    public void ring(double place, double value, String colour) {
        add(String.format(
                Locale.ROOT,
                "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"6.5\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.6\"/>",
                x(place),
                y(value),
                colour));
    }

    public void segment(double fromPlace, double fromValue, double toPlace, double toValue) {
        add(String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"#999\" stroke-dasharray=\"5 4\"/>",
                x(fromPlace),
                y(fromValue),
                x(toPlace),
                y(toValue)));
    }

    public void rectangle(double fromPlace, double toPlace, double fromValue, double toValue, String colour) {
        add(String.format(
                Locale.ROOT,
                "<rect shape-rendering=\"crispEdges\" x=\"%.2f\" y=\"%.2f\" width=\"%.2f\" height=\"%.2f\" fill=\"%s\"/>",
                x(fromPlace),
                y(toValue),
                x(toPlace) - x(fromPlace),
                y(fromValue) - y(toValue),
                colour));
    }

    public String svg() {
        return svg + "</svg></div>\n";
    }

    /// Multiples of a step, counted: a sum of doubles need not grow.
    private static double[] ticks(double from, double to, double step) {
        double begin = Math.ceil(from / step - 1e-9);
        double end = Math.floor(to / step + 1e-9);
        var ticks = new double[(int) Math.max(0, end - begin + 1)];
        for (int i = 0; i < ticks.length; i++) {
            ticks[i] = (begin + i) * step;
        }
        return ticks;
    }

    private static double step(double range) {
        double power = Math.pow(10, Math.floor(Math.log10(range / LEAST_TICKS)));
        for (double factor : new double[] {5, 2}) {
            if (range / (factor * power) >= LEAST_TICKS) {
                return factor * power;
            }
        }
        return power;
    }

    private void text(double x, double y, String anchor, String text) {
        add(String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" fill=\"#444\">%s</text>",
                x,
                y,
                anchor,
                Html.escape(text)));
    }

    private void add(String element) {
        svg.append(element).append('\n');
    }
}
