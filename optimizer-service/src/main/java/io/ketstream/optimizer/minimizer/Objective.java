package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;
import java.util.List;

/// The function to be minimised. One call is one question: all points of a batch are evaluated together.
///
/// Both methods answer point by point in the order asked, and may block. An exception thrown here passes through
/// [Minimizer#minimize] untouched, except [StopSignal], which ends the search with the best point so far.
public interface Objective {

    List<Evaluation> evaluate(List<RealVector> batch);

    /// As [#evaluate], with the gradient in every answer; asked only by methods that use gradients.
    List<Evaluation> evaluateWithGradient(List<RealVector> batch);
}
