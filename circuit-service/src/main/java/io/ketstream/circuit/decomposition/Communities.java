package io.ketstream.circuit.decomposition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Groups of assets by spectral modularity (M. Newman, PNAS 103, 8577 (2006)), each at most as large as a cap.
///
/// A group is divided by the signs of the leading eigenvector of its [ModularityOperator] while that adds to the
/// modularity. One that is better left whole, or whose vector has one sign, but is above the cap, is divided at the
/// vector's median: by rank, so that halves differ by one asset at most.
///
/// @param groups ascending assets each; where they were found and not given, the group with the first asset first
/// @param modularity Q of the division, 0 where no two assets have anything to do with each other
record Communities(List<List<Integer>> groups, double modularity) {

    /// Relative to a modularity of order 1: what rounding makes of a gain that is 0.
    private static final double ROUNDING = 1e-12;

    static Communities of(Affinities affinities, int cap) {
        return of(
                affinities,
                cap,
                List.of(IntStream.range(0, affinities.size()).boxed().toList()));
    }

    /// @param parts disjoint, every asset in one; no group has assets of two
    static Communities of(Affinities affinities, int cap, List<List<Integer>> parts) {
        double[] degrees = degrees(affinities);
        double total = total(degrees);
        List<int[]> groups = new ArrayList<>();
        double modularity = 0;
        var open = new ArrayDeque<int[]>();
        parts.forEach(part -> open.push(part.stream().mapToInt(i -> i).toArray()));
        while (!open.isEmpty()) {
            int[] group = open.pop();
            var operator = new ModularityOperator(affinities, degrees, total, group);
            double[] signs = division(operator, cap);
            if (signs.length == 0) {
                groups.add(group);
                modularity += operator.share();
            } else {
                open.push(part(group, signs, -1));
                open.push(part(group, signs, 1));
            }
        }
        groups.sort(Comparator.comparingInt(group -> group[0]));
        return new Communities(
                groups.stream()
                        .map(group -> Arrays.stream(group).boxed().toList())
                        .toList(),
                modularity);
    }

    /// Groups that are there already.
    ///
    /// @param groups disjoint, every asset in one
    static Communities given(Affinities affinities, List<List<Integer>> groups) {
        double[] degrees = degrees(affinities);
        double total = total(degrees);
        double modularity = 0;
        for (List<Integer> group : groups) {
            int[] assets = group.stream().mapToInt(asset -> asset).toArray();
            modularity += new ModularityOperator(affinities, degrees, total, assets).share();
        }
        return new Communities(groups, modularity);
    }

    private static double[] degrees(Affinities affinities) {
        double[] degrees = new double[affinities.size()];
        Rows.forEach(degrees.length, i -> {
            double sum = 0;
            for (int j = 0; j < degrees.length; j++) {
                sum += affinities.get(i, j);
            }
            degrees[i] = sum;
        });
        return degrees;
    }

    /// Greater than 0, so that assets that have nothing to do with each other have shares of 0.
    private static double total(double[] degrees) {
        return Math.max(Arrays.stream(degrees).sum(), Double.MIN_NORMAL);
    }

    /// +1 and −1 for the two sides; empty where the group stays whole.
    private static double[] division(ModularityOperator operator, int cap) {
        int size = operator.size();
        if (size == 1) {
            return new double[0];
        }
        double[] vector = Lanczos.first(operator).vector().toArray();
        double[] signs = new double[size];
        Arrays.setAll(signs, a -> vector[a] > 0 ? 1 : -1);
        boolean hasBoth = Arrays.stream(signs).distinct().count() == 2;
        if (hasBoth && operator.gain(signs) > ROUNDING) {
            return signs;
        }
        return size > cap ? aboveMedian(vector) : new double[0];
    }

    private static double[] aboveMedian(double[] vector) {
        Integer[] ranked = new Integer[vector.length];
        Arrays.setAll(ranked, a -> a);
        Arrays.sort(ranked, Comparator.comparingDouble(a -> vector[a]));
        double[] signs = new double[vector.length];
        for (int rank = 0; rank < ranked.length; rank++) {
            signs[ranked[rank]] = rank < ranked.length / 2 ? -1 : 1;
        }
        return signs;
    }

    private static int[] part(int[] group, double[] signs, double sign) {
        int[] part = new int[group.length];
        int size = 0;
        for (int a = 0; a < group.length; a++) {
            if (signs[a] == sign) {
                part[size++] = group[a];
            }
        }
        return Arrays.copyOf(part, size);
    }
}
