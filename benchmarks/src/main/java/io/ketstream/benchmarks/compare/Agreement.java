package io.ketstream.benchmarks.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Whether all contenders computed the same numbers: each is compared with the median of those in double precision,
/// number by number; where there are fewer than two, with that of all.
final class Agreement {

    /// @param difference the largest, relative to [Workload#scale]
    record Disagreement(String workload, int threads, Contender contender, double difference) {
        @Override
        public String toString() {
            return "%s disagrees on %s with %d thread%s: %.1e, allowed are %.0e"
                    .formatted(
                            contender.title(),
                            workload,
                            threads,
                            threads == 1 ? "" : "s",
                            difference,
                            contender.tolerance());
        }
    }

    private Agreement() {}

    /// Those who are further from the others than their precision allows. Where only two took part and disagree, both.
    static List<Disagreement> disagreements(List<Figure> figures) {
        Map<String, List<Figure>> byWorkload = new LinkedHashMap<>();
        figures.forEach(figure -> byWorkload
                .computeIfAbsent(figure.workload().id(), _ -> new ArrayList<>())
                .add(figure));
        List<Disagreement> disagreements = new ArrayList<>();
        for (List<Figure> together : byWorkload.values()) {
            List<Figure> precise = together.stream()
                    .filter(figure -> figure.contender().precision() == Contender.Precision.F64)
                    .toList();
            for (Figure figure : together) {
                double difference = difference(figure, precise.size() < 2 ? together : precise);
                if (!(difference <= figure.contender().tolerance())) {
                    disagreements.add(
                            new Disagreement(figure.workload().id(), figure.threads(), figure.contender(), difference));
                }
            }
        }
        return disagreements;
    }

    /// Infinite where a figure has another number of numbers than the others.
    private static double difference(Figure figure, List<Figure> together) {
        int count = together.stream()
                .mapToInt(each -> each.values().numbers().size())
                .max()
                .orElse(0);
        if (figure.values().numbers().size() != count) {
            return Double.POSITIVE_INFINITY;
        }
        double largest = 0;
        for (int place = 0; place < count; place++) {
            largest = Math.max(largest, Math.abs(figure.values().numbers().get(place) - median(together, place)));
        }
        return largest / figure.workload().scale();
    }

    private static double median(List<Figure> together, int place) {
        double[] ascending = together.stream()
                .filter(each -> each.values().numbers().size() > place)
                .mapToDouble(each -> each.values().numbers().get(place))
                .toArray();
        Arrays.sort(ascending);
        int half = ascending.length / 2;
        return ascending.length % 2 == 1 ? ascending[half] : (ascending[half - 1] + ascending[half]) / 2;
    }
}
