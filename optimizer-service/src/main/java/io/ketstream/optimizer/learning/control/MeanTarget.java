package io.ketstream.optimizer.learning.control;

/// Tells every row the mean of the targets of training.
public record MeanTarget() implements RegressorTrainer {

    @Override
    public Regressor train(double[][] rows, double[] targets, long seed) {
        double sum = 0;
        for (double target : targets) {
            sum += target;
        }
        double mean = sum / targets.length;
        return _ -> mean;
    }
}
