package io.ketstream.optimizer.minimizer;

import io.ketstream.model.RealVector;
import io.ketstream.model.run.StopReason;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.random.MersenneTwister;

/// Simultaneous perturbation stochastic approximation: two evaluations a step, whatever the dimension.
///
/// x ← x − aₖ ĝ with ĝᵢ = (f(x + cₖΔ) − f(x − cₖΔ)) / (2 cₖ Δᵢ), Δᵢ = ±1, aₖ = a/(A + k + 1)^α, cₖ = c/(k + 1)^γ
/// (J. C. Spall, IEEE Trans. Aerosp. Electron. Syst. 34, 817 (1998), sections III.A and III.B).
///
/// Without `a` it is calibrated: one batch of perturbations at the start gives the mean size of the gradient's
/// estimate, and `a` is chosen so that the first step moves every parameter by [#FIRST_STEP] on average. No step moves
/// a parameter by more than [#LONGEST_STEP], so that one noisy difference cannot throw the search away.
///
/// With noise, the result is the lowest of three fresh estimates: at the last iterate, at the mean of the last quarter
/// of the iterates, and at the best evaluated point, whose own old estimate is too low because it was picked.
///
/// @param a gain of the steps; 0 calibrates it
/// @param stability Spall's A; negative: a tenth of the steps that the limits allow
record Spsa(double a, double c, double alpha, double gamma, double stability) implements Method {

    private static final double FIRST_STEP = 0.1;
    private static final double LONGEST_STEP = 1;
    private static final int CALIBRATION_PAIRS = 5;
    private static final int FINAL_CANDIDATES = 3;
    /// Below this many evaluations nothing is spent on calibrating or confirming.
    private static final int SMALL_BUDGET = 40;

    static Spsa of(Options options) {
        return new Spsa(
                options.get("a", 0, 0, 1e6),
                options.get("c", 0.1, 0, 1e3),
                options.get("alpha", 0.602, 0, 1),
                options.get("gamma", 0.101, 0, 1),
                options.get("A", -1, -1, 1e9));
    }

    @Override
    public StopReason descend(Search search, long seed) {
        var random = new MersenneTwister(seed);
        boolean generous = search.remaining() >= SMALL_BUDGET;
        double offset = stability >= 0 ? stability : 0.1 * steps(search);
        double[] x = search.start().toArray();
        double gain = generous && a == 0 ? calibrated(search, random, offset) : a > 0 ? a : firstGain(offset);
        var iterates = new ArrayList<double[]>();
        boolean noisy = false;
        StopReason reason = null;
        for (int k = 0; reason == null; k++) {
            if (generous && search.remaining() < 2 + FINAL_CANDIDATES) {
                reason = search.exhausted();
                break;
            }
            double width = c / StrictMath.pow(k + 1, gamma);
            double[] signs = signs(random, x.length);
            List<Evaluation> pair = search.evaluate(List.of(moved(x, width, signs), moved(x, -width, signs)));
            double difference = pair.get(0).value() - pair.get(1).value();
            double error = meanError(pair.get(0), pair.get(1));
            noisy |= error > 0;
            double step = gain / StrictMath.pow(offset + k + 1, alpha) * difference / (2 * width);
            RealVector iterate = RealVector.of(x);
            x = moved(x, -Math.clamp(step, -LONGEST_STEP, LONGEST_STEP), signs).toArray();
            iterates.add(x);
            double value = (pair.get(0).value() + pair.get(1).value()) / 2;
            reason = search.iterate(iterate, value, error);
            if (search.settled(value)) {
                reason = StopReason.CONVERGED;
            }
        }
        if (!iterates.isEmpty() && search.remaining() >= FINAL_CANDIDATES) {
            confirm(search, iterates, noisy);
        }
        return reason;
    }

    private static long steps(Search search) {
        return Math.min(search.limits().maxIterations(), Math.max(1, search.remaining() / 2));
    }

    private double firstGain(double offset) {
        return FIRST_STEP * StrictMath.pow(offset + 1, alpha);
    }

    private double calibrated(Search search, MersenneTwister random, double offset) {
        double[] x = search.start().toArray();
        var batch = new ArrayList<RealVector>();
        for (int i = 0; i < CALIBRATION_PAIRS; i++) {
            double[] signs = signs(random, x.length);
            batch.add(moved(x, c, signs));
            batch.add(moved(x, -c, signs));
        }
        List<Evaluation> answers = search.evaluate(batch);
        double slope = 0;
        for (int i = 0; i < answers.size(); i += 2) {
            slope += Math.abs(answers.get(i).value() - answers.get(i + 1).value()) / (2 * c * CALIBRATION_PAIRS);
        }
        return slope > 0 ? firstGain(offset) / slope : firstGain(offset);
    }

    private static void confirm(Search search, List<double[]> iterates, boolean noisy) {
        RealVector last = RealVector.of(iterates.getLast());
        RealVector mean = meanOfLastQuarter(iterates);
        if (!noisy) {
            search.evaluate(List.of(last, mean));
            return;
        }
        List<RealVector> candidates = List.of(last, mean, search.bestParameters());
        List<Evaluation> answers = search.evaluate(candidates);
        int lowest = 0;
        for (int i = 1; i < candidates.size(); i++) {
            if (answers.get(i).value() < answers.get(lowest).value()) {
                lowest = i;
            }
        }
        search.settleOn(candidates.get(lowest), answers.get(lowest));
    }

    private static RealVector meanOfLastQuarter(List<double[]> iterates) {
        int from = iterates.size() - Math.max(1, iterates.size() / 4);
        double[] mean = new double[iterates.getFirst().length];
        for (int k = from; k < iterates.size(); k++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += iterates.get(k)[i] / (iterates.size() - from);
            }
        }
        return RealVector.of(mean);
    }

    private static double meanError(Evaluation first, Evaluation second) {
        return Math.sqrt(
                        first.standardError() * first.standardError() + second.standardError() * second.standardError())
                / 2;
    }

    private static double[] signs(MersenneTwister random, int size) {
        double[] signs = new double[size];
        for (int i = 0; i < size; i++) {
            signs[i] = random.nextBoolean() ? 1 : -1;
        }
        return signs;
    }

    private static RealVector moved(double[] x, double width, double[] direction) {
        double[] moved = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            moved[i] = x[i] + width * direction[i];
        }
        return RealVector.of(moved);
    }
}
