package io.ketstream.benchmarks.scale;

import java.util.List;
import java.util.Map;

/// What was measured.
///
/// @param loadBefore the machine's load average before
record ScaleFigures(int processors, double loadBefore, List<Part> parts) {

    /// Seconds, the median of all parts without the first that warmed up.
    static final double GOAL_SECONDS = 60;

    static final double GOAL_HEAP = 2.0 * (1L << 30);

    /// Portfolios of one market.
    ///
    /// @param loaded seconds that storing its prices and making a first snapshot took
    /// @param heaps the most bytes that each service used, garbage not yet collected included
    record Part(
            int assets,
            int cardinality,
            boolean generated,
            double loaded,
            List<Trip> trips,
            Map<String, Double> heaps) {

        Part {
            trips = List.copyOf(trips);
            heaps = Map.copyOf(heaps);
        }

        /// Of the trips after the first.
        double medianSeconds() {
            double[] sorted =
                    trips.stream().skip(1).mapToDouble(Trip::seconds).sorted().toArray();
            return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
        }

        double largestHeap() {
            return heaps.values().stream().mapToDouble(heap -> heap).max().orElse(0);
        }
    }

    /// From the submission of a run to its portfolio in the topic.
    ///
    /// @param answered seconds until the submission was answered
    /// @param decomposed seconds until the portfolio had been taken apart
    /// @param stages of the run, as results-service tells
    record Trip(
            double seconds,
            double answered,
            double decomposed,
            int clusters,
            int children,
            int evaluations,
            List<Stage> stages) {

        Trip {
            stages = List.copyOf(stages);
        }
    }

    /// @param gap above the bound, per cent
    record Stage(String step, double seconds, int children, int fallbacks, int evaluations, double gap) {}

    boolean isRight() {
        return parts.stream()
                .flatMap(part -> part.trips().stream())
                .flatMap(trip -> trip.stages().stream())
                .allMatch(stage -> stage.fallbacks() == 0);
    }
}
