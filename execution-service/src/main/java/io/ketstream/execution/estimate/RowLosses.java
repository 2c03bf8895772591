package io.ketstream.execution.estimate;

import io.ketstream.model.RealVector;
import io.ketstream.model.execution.Loss;
import io.ketstream.simulator.OutputLoss;

/// The losses of a batch's rows at one vector of weights, as functions of the rows' expectations;
/// keeps what the weights of the loss change of each. What the simulator hands through as a
/// sample's target is the number of its row. A row may be evaluated by any thread.
final class RowLosses implements OutputLoss {

    private final Batch batch;
    private final RealVector targets;
    private final LossFunction function;
    private final OutputLoss ofExpectations;
    private final double[][] byWeights;
    private final int ofLoss;

    /// @param weights of the question
    RowLosses(Batch batch, Loss loss, RealVector targets, RealVector weights) {
        this.batch = batch;
        this.targets = targets;
        this.function = new LossFunction(loss, batch.weightsOfLoss(weights));
        this.ofExpectations = batch.ofExpectations(function);
        this.byWeights = new double[batch.samples()][];
        this.ofLoss = loss.weights();
    }

    /// The targets that samples have: the numbers of rows.
    static RealVector numbers(Batch batch) {
        var numbers = new double[batch.samples()];
        for (int row = 0; row < numbers.length; row++) {
            numbers[row] = row;
        }
        return RealVector.of(numbers);
    }

    @Override
    public double evaluate(double[] expectations, double number, double[] derivatives) {
        Inputs.checkInterrupt();
        int row = (int) number;
        double target = targets.get(row);
        if (ofLoss > 0) {
            byWeights[row] = function.byWeights(batch.outputs(expectations), target);
        }
        return ofExpectations.evaluate(expectations, target, derivatives);
    }

    /// The mean of the rows' derivatives by the weights of the loss, when all were evaluated.
    RealVector byWeights() {
        var mean = new double[ofLoss];
        for (double[] row : byWeights) {
            for (int weight = 0; weight < mean.length; weight++) {
                mean[weight] += row[weight] / byWeights.length;
            }
        }
        return RealVector.of(mean);
    }
}
