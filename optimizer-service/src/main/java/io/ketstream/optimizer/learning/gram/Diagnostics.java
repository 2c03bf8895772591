package io.ketstream.optimizer.learning.gram;

import io.ketstream.model.Rules;
import io.ketstream.optimizer.learning.gram.GramDiagnostics.Concentration;
import io.ketstream.optimizer.learning.kernel.KernelMatrices;
import io.ketstream.optimizer.learning.kernel.Spectrum;
import org.jspecify.annotations.Nullable;

/// Figures of a kernel matrix.
public final class Diagnostics {

    private Diagnostics() {}

    /// @param gram of at least 2 rows
    /// @param target the [TargetKernel] of the same rows, or null
    /// @param shots of an entry: those it was measured with, or, where it is exact, those that are asked
    ///     about
    /// @param sampled whether it was measured with them
    public static GramDiagnostics of(double[][] gram, @Nullable TargetKernel target, int shots, boolean sampled) {
        return of(gram, target, shots, sampled ? ofOneShot(gram, shots) : spread(gram, shots, 1), sampled);
    }

    /// Mean over the entries off the diagonal of the variance that one shot gives them, unbiased.
    ///
    /// @param gram of at least 2 rows, of frequencies of so many shots
    /// @param shots at least 2: of one alone, nothing says how far it is off
    public static double ofOneShot(double[][] gram, int shots) {
        // of frequencies of S shots it is (S − 1)/S of the true one
        return spread(gram, shots, 2) * shots / (shots - 1.0);
    }

    /// Mean of k(1 − k) off the diagonal.
    private static double spread(double[][] gram, int shots, int leastShots) {
        int size = size(gram);
        Rules.within("shots", shots, leastShots, Integer.MAX_VALUE);
        double spread = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                double inside = Math.min(Math.max(gram[i][j], 0), 1);
                spread += inside * (1 - inside);
            }
        }
        return spread / (size * (size - 1.0) / 2);
    }

    /// Of a matrix that was measured, whose entries are no frequencies.
    ///
    /// @param shots of an entry
    /// @param noise mean over the entries off the diagonal of the variance that so many shots give
    ///     them
    public static GramDiagnostics ofNoisy(double[][] gram, @Nullable TargetKernel target, int shots, double noise) {
        Rules.within("shots", shots, 1, Integer.MAX_VALUE);
        Rules.within("noise", noise, 0, Double.MAX_VALUE);
        return of(gram, target, shots, noise * shots, true);
    }

    private static int size(double[][] gram) {
        KernelMatrices.check(gram);
        return Rules.within("gram", gram.length, 2, Integer.MAX_VALUE);
    }

    private static GramDiagnostics of(
            double[][] gram, @Nullable TargetKernel target, int shots, double ofOneShot, boolean sampled) {
        int size = size(gram);
        double mean = 0;
        double count = size * (size - 1.0) / 2;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                mean += gram[i][j];
            }
        }
        mean /= count;
        double variance = 0;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                variance += (gram[i][j] - mean) * (gram[i][j] - mean);
            }
        }
        variance /= count;
        Spectrum spectrum = Spectrum.of(gram);
        return new GramDiagnostics(
                mean,
                variance,
                effectiveRank(spectrum),
                spectrum.smallest(),
                target == null ? null : target.alignment(gram),
                target == null ? null : target.centredAlignment(gram),
                concentration(variance, ofOneShot, shots, sampled));
    }

    private static Concentration concentration(double variance, double ofOneShot, int shots, boolean sampled) {
        double shotVariance = ofOneShot / shots;
        double signal = Math.max(sampled ? variance - shotVariance : variance, 0);
        return new Concentration(
                shots,
                shotVariance,
                signal,
                signal < shotVariance,
                signal == 0 ? null : Double.valueOf(ofOneShot / signal));
    }

    private static double effectiveRank(Spectrum spectrum) {
        double sum = 0;
        for (int k = 0; k < spectrum.size(); k++) {
            sum += Math.max(spectrum.value(k), 0);
        }
        double entropy = 0;
        for (int k = 0; k < spectrum.size(); k++) {
            double share = Math.max(spectrum.value(k), 0) / sum;
            if (share > 0) {
                entropy -= share * StrictMath.log(share);
            }
        }
        return StrictMath.exp(entropy);
    }
}
