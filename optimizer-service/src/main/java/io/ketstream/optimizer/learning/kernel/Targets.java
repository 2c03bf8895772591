package io.ketstream.optimizer.learning.kernel;

import io.ketstream.model.RealVector;
import io.ketstream.model.Rules;

/// The numbers that a regression learns.
final class Targets {

    private Targets() {}

    static double mean(double[] targets) {
        Rules.moderate("targets", RealVector.of(targets));
        double sum = 0;
        for (double target : targets) {
            sum += target;
        }
        return sum / targets.length;
    }

    static double[] minus(double[] values, double[] means) {
        var centred = new double[values.length];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = values[i] - means[i];
        }
        return centred;
    }

    static double[] minus(double[] targets, double mean) {
        var centred = new double[targets.length];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = targets[i] - mean;
        }
        return centred;
    }
}
