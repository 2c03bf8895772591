package io.ketstream.optimizer.loop;

import io.ketstream.model.RealVector;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.ExecutionRequested;
import io.ketstream.model.execution.Engine;
import io.ketstream.model.execution.PointResult;
import io.ketstream.model.execution.Pub;
import io.ketstream.model.execution.SampleSummary;
import io.ketstream.model.execution.SampledState;
import io.ketstream.model.execution.Wanted;
import io.ketstream.model.operator.IsingHamiltonian;
import io.ketstream.model.run.Formulation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/// Answers questions by a smooth function instead of a circuit: f(x) = Σ wᵢ(1 − cos(xᵢ − cᵢ)) − 2, lowest −2 at c; with
/// shots, plus noise from the question's seed. A pure function of the question, like a real executor.
public final class AnalyticExecutor {

    public static final Engine ENGINE = new Engine("local-statevector", "analytic/1", "f64");

    private AnalyticExecutor() {}

    public static ExecutionCompleted answer(ExecutionRequested request) {
        return answer(request, Samples.diagonal());
    }

    /// The same about a formulation.
    ///
    /// @param formulation whose feasible states are sampled, each as likely
    static ExecutionCompleted answer(ExecutionRequested request, Formulation formulation) {
        Pub pub = request.pub();
        List<SampledState> states = feasible(formulation);
        var points = new ArrayList<PointResult>();
        for (int k = 0; k < pub.parameters().size(); k++) {
            points.add(point(pub, pub.parameters().get(k), k, states));
        }
        return new ExecutionCompleted(
                EventMetadata.of(request.requestId() + "/completed", Samples.START, null),
                request.requestId(),
                ENGINE,
                points,
                0.001,
                0.002);
    }

    static double value(RealVector x) {
        double value = -2;
        for (int i = 0; i < x.size(); i++) {
            value += weight(i) * (1 - StrictMath.cos(x.get(i) - centre(i)));
        }
        return value;
    }

    private static PointResult point(Pub pub, RealVector x, int k, List<SampledState> states) {
        double mean = value(x);
        Integer shots = pub.shots();
        double error = shots == null ? 0 : 1 / StrictMath.sqrt(shots);
        double noisy = mean;
        SampledState lowest = null;
        if (shots != null) {
            var random = new SplittableRandom(pub.seed() + k);
            noisy += error * (2 * random.nextDouble() - 1);
            lowest = states.get(random.nextInt(states.size()));
        }
        return new PointResult(
                noisy,
                error,
                noisy,
                pub.wanted() == Wanted.GRADIENT ? gradient(x) : null,
                pub.wanted() == Wanted.SAMPLES ? null : lowest,
                pub.wanted() == Wanted.SAMPLES && shots != null && lowest != null
                        ? new SampleSummary(shots, mean, 0, lowest, List.of(lowest), List.of(lowest))
                        : null);
    }

    private static RealVector gradient(RealVector x) {
        double[] gradient = new double[x.size()];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = weight(i) * StrictMath.sin(x.get(i) - centre(i));
        }
        return RealVector.of(gradient);
    }

    private static double weight(int i) {
        return 1 + 0.5 * i;
    }

    private static double centre(int i) {
        return 0.5 - 0.3 * i;
    }

    private static List<SampledState> feasible(Formulation formulation) {
        IsingHamiltonian ising = Objects.requireNonNull(formulation.ising());
        long all = 1L << formulation.cost().qubits();
        return LongStream.range(0, all)
                .mapToObj(bits ->
                        new SampledState(Long.toBinaryString(bits + all).substring(1), ising.energy(bits), 0.25))
                .filter(state -> formulation.isFeasible(state.bitString()))
                .toList();
    }
}
