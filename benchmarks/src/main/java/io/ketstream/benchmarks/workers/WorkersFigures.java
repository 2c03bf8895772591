package io.ketstream.benchmarks.workers;

import java.util.List;
import java.util.Map;

/// What was measured.
///
/// @param loadBefore the machine's, before anything was measured
/// @param residentBytes of each worker's process, the most so far
record WorkersFigures(int processors, double loadBefore, List<Part> parts, List<Long> residentBytes) {

    static final double GOAL_EFFICIENCY = 0.9;

    WorkersFigures {
        parts = List.copyOf(parts);
        residentBytes = List.copyOf(residentBytes);
    }

    /// The same work once.
    ///
    /// @param seconds from the first submission until the last run's end is told
    /// @param answered seconds until the last answer of a worker
    /// @param workers what each of them did for it
    /// @param others processor seconds of everything else by its name
    record Trip(double seconds, double answered, List<Work> workers, Map<String, Double> others) {
        Trip {
            workers = List.copyOf(workers);
            others = Map.copyOf(others);
        }
    }

    /// What a worker did.
    ///
    /// @param questions that it answered
    /// @param computing seconds between the begin and the end of computations
    /// @param processor seconds that its process was given, all of its threads together
    record Work(long questions, double computing, double processor) {}

    /// @param one with one worker, before there was another and after
    /// @param two with two
    record Part(String title, String work, List<Trip> one, List<Trip> two) {
        Part {
            one = List.copyOf(one);
            two = List.copyOf(two);
        }

        /// T₁/(2·T₂) of the medians of whole trips.
        double efficiency() {
            return median(one, false) / (2 * median(two, false));
        }

        /// The same until the last answer, without what follows it on one thread.
        double answeredEfficiency() {
            return median(one, true) / (2 * median(two, true));
        }

        double seconds(boolean together) {
            return median(together ? two : one, false);
        }

        double answered(boolean together) {
            return median(together ? two : one, true);
        }

        /// How evenly the questions were divided, whatever else the processors did: half of the
        /// workers' computing by the larger share of it. The mean of all trips.
        double division() {
            return two.stream().mapToDouble(Part::division).average().orElseThrow();
        }

        private static double division(Trip trip) {
            double sum = trip.workers().stream().mapToDouble(Work::computing).sum();
            double most =
                    trip.workers().stream().mapToDouble(Work::computing).max().orElseThrow();
            return sum / (trip.workers().size() * most);
        }

        private static double median(List<Trip> trips, boolean answered) {
            double[] seconds = trips.stream()
                    .mapToDouble(trip -> answered ? trip.answered() : trip.seconds())
                    .sorted()
                    .toArray();
            int middle = seconds.length / 2;
            return seconds.length % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2;
        }
    }

    /// Whether both workers had a part in everything.
    boolean isRight() {
        return parts.stream()
                .flatMap(part -> part.two().stream())
                .allMatch(trip -> trip.workers().stream().allMatch(work -> work.questions() > 0));
    }
}
