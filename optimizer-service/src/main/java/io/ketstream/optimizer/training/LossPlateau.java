package io.ketstream.optimizer.training;

/// Whether the losses of the steps of a training still fall, as
/// [io.ketstream.model.learning.LearningModel.NetworkTraining.Plateau] says.
final class LossPlateau {

    private final int window;

    /// The last 2·window losses, in a ring.
    private final double[] losses;

    private long steps;

    LossPlateau(int window) {
        this.window = window;
        this.losses = new double[2 * window];
    }

    /// Takes the loss of one more step, before its update.
    ///
    /// @return whether they fall no longer; not before there are 2·window + 2 of them
    boolean reached(double loss) {
        losses[(int) (steps % losses.length)] = loss;
        steps++;
        if (steps <= losses.length + 1) {
            return false;
        }
        double before = mean(losses.length);
        double last = mean(window);
        return Math.abs(last - before) <= deviation(last) / Math.sqrt(window) / 2;
    }

    /// Of `window` losses that begin `back` steps ago.
    private double mean(int back) {
        double sum = 0;
        for (int i = 0; i < window; i++) {
            sum += loss(back - i);
        }
        return sum / window;
    }

    /// Of the last ones, whose mean this is: the root of the mean square.
    private double deviation(double mean) {
        double sum = 0;
        for (int back = window; back > 0; back--) {
            double off = loss(back) - mean;
            sum += off * off;
        }
        return Math.sqrt(sum / window);
    }

    /// @param back 1 is the last
    private double loss(int back) {
        return losses[(int) ((steps - back) % losses.length)];
    }
}
