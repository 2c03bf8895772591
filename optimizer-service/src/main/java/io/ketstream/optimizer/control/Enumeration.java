package io.ketstream.optimizer.control;

import java.util.Arrays;
import java.util.OptionalInt;

/// Goes through all feasible assignments, each from the last by one flip (reflected Gray code) or one swap
/// (revolving door order: D. E. Knuth, TAOCP 4A, section 7.2.1.3, algorithm R), at O(degree) each.
final class Enumeration {

    private final SpinModel model;
    private final byte[] spins;
    private final double[] local;
    private final double tolerance;
    private double energy;
    private double best = Double.POSITIVE_INFINITY;
    private byte[] bestSpins;
    private long count;
    private long visited;

    private Enumeration(SpinModel model, int ones) {
        this.model = model;
        this.spins = new byte[model.size()];
        Arrays.fill(spins, (byte) 1);
        Arrays.fill(spins, 0, ones, (byte) -1);
        this.local = model.localFields(spins);
        this.energy = model.energy(spins);
        this.tolerance = model.tolerance();
        this.bestSpins = spins.clone();
    }

    static SpinOptimum run(SpinModel model, OptionalInt cardinality) {
        var enumeration = new Enumeration(model, cardinality.orElse(0));
        if (cardinality.isEmpty()) {
            enumeration.allFlips();
        } else {
            enumeration.allSwaps(cardinality.getAsInt());
        }
        double exact = model.energy(enumeration.bestSpins);
        return new SpinOptimum(exact, enumeration.bestSpins, enumeration.count, exact, enumeration.visited);
    }

    private void allFlips() {
        look();
        long last = (1L << spins.length) - 1;
        for (long step = 1; step <= last; step++) {
            flip(Long.numberOfTrailingZeros(step));
            look();
        }
    }

    private void allSwaps(int ones) {
        look();
        int n = spins.length;
        if (ones == 0 || ones == n) {
            return;
        }
        // chosen[1..ones] ascending, chosen[ones + 1] = n as a sentinel
        int[] chosen = new int[ones + 2];
        for (int j = 1; j <= ones; j++) {
            chosen[j] = j - 1;
        }
        chosen[ones + 1] = n;
        while (true) {
            int j;
            boolean raise;
            if ((ones & 1) == 1) {
                if (chosen[1] + 1 < chosen[2]) {
                    swap(chosen[1], chosen[1] + 1);
                    chosen[1]++;
                    continue;
                }
                j = 2;
                raise = false;
            } else {
                if (chosen[1] > 0) {
                    swap(chosen[1], chosen[1] - 1);
                    chosen[1]--;
                    continue;
                }
                j = 2;
                raise = true;
            }
            while (true) {
                if (j > ones) {
                    return;
                }
                if (!raise) {
                    if (chosen[j] >= j) {
                        swap(chosen[j], j - 2);
                        chosen[j] = chosen[j - 1];
                        chosen[j - 1] = j - 2;
                        break;
                    }
                } else if (chosen[j] + 1 < chosen[j + 1]) {
                    swap(chosen[j - 1], chosen[j] + 1);
                    chosen[j - 1] = chosen[j];
                    chosen[j]++;
                    break;
                }
                j++;
                raise = !raise;
            }
        }
    }

    private void swap(int out, int in) {
        flip(out);
        flip(in);
        look();
    }

    private void flip(int i) {
        energy -= 2 * spins[i] * local[i];
        model.flip(i, spins, local);
    }

    private void look() {
        visited++;
        if (energy < best - tolerance) {
            best = energy;
            bestSpins = spins.clone();
            count = 1;
        } else if (energy <= best + tolerance) {
            count++;
        }
    }
}
