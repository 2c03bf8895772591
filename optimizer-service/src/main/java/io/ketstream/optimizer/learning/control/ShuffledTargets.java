package io.ketstream.optimizer.learning.control;

import org.apache.commons.math3.random.MersenneTwister;

/// The targets of training in random order: a model that is as good with them as with the right ones has
/// learnt nothing of the rows, and one that is better than chance has seen the test.
public final class ShuffledTargets {

    private ShuffledTargets() {}

    public static int[] of(int[] labels, long seed) {
        int[] order = order(labels.length, seed);
        var shuffled = new int[labels.length];
        for (int i = 0; i < order.length; i++) {
            shuffled[i] = labels[order[i]];
        }
        return shuffled;
    }

    public static double[] of(double[] targets, long seed) {
        int[] order = order(targets.length, seed);
        var shuffled = new double[targets.length];
        for (int i = 0; i < order.length; i++) {
            shuffled[i] = targets[order[i]];
        }
        return shuffled;
    }

    private static int[] order(int size, long seed) {
        var random = new MersenneTwister(seed);
        var order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
