package io.ketstream.benchmarks.compare;

import io.ketstream.model.RealVector;
import java.util.Arrays;

/// What one contender did with one workload.
///
/// @param seconds of each repetition, ascending
record Figure(Workload workload, int threads, Contender contender, Values values, RealVector seconds) {

    static Figure of(Workload workload, int threads, Contender contender, Values values, double[] seconds) {
        double[] ascending = seconds.clone();
        Arrays.sort(ascending);
        return new Figure(workload, threads, contender, values, RealVector.of(ascending));
    }

    int repetitions() {
        return seconds.size();
    }

    double median() {
        int half = seconds.size() / 2;
        return seconds.size() % 2 == 1 ? seconds.get(half) : (seconds.get(half - 1) + seconds.get(half)) / 2;
    }

    double fastest() {
        return seconds.get(0);
    }

    double slowest() {
        return seconds.get(seconds.size() - 1);
    }
}
