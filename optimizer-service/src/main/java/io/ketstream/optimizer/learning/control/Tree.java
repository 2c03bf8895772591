package io.ketstream.optimizer.learning.control;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/// A regression tree: each node splits its rows where the squared error falls most, of equal splits at the
/// first column's smallest threshold; a threshold lies in the middle of two neighbouring values.
final class Tree {

    /// The value of a leaf.
    interface Leaf {
        double value(int[] rows);
    }

    /// Values closer than this are not split, as in scikit-learn.
    private static final double LEAST_GAP = 1e-7;

    private static final double ROUNDING = Math.ulp(1.0);

    private static final class Node {
        private int column;
        private double threshold;
        private double value;
        private Node[] children = {};
    }

    private final double[][] rows;
    private final double[] residuals;
    private final int depth;
    private final Leaf leaf;
    private final Node root;

    private Tree(double[][] rows, double[] residuals, int depth, Leaf leaf) {
        this.rows = rows;
        this.residuals = residuals;
        this.depth = depth;
        this.leaf = leaf;
        root = grow(IntStream.range(0, rows.length).toArray(), 0);
    }

    /// @param depth of splits between the root and a leaf, at most
    static Tree grow(double[][] rows, double[] residuals, int depth, Leaf leaf) {
        return new Tree(rows, residuals, depth, leaf);
    }

    double value(double[] row) {
        Node node = root;
        while (node.children.length > 0) {
            node = node.children[row[node.column] <= node.threshold ? 0 : 1];
        }
        return node.value;
    }

    private Node grow(int[] members, int level) {
        var node = new Node();
        if (level < depth && members.length > 1 && varies(members) && split(node, members)) {
            int[] left = IntStream.of(members)
                    .filter(i -> rows[i][node.column] <= node.threshold)
                    .toArray();
            int[] right = IntStream.of(members)
                    .filter(i -> rows[i][node.column] > node.threshold)
                    .toArray();
            node.children = new Node[] {grow(left, level + 1), grow(right, level + 1)};
        } else {
            node.value = leaf.value(members);
        }
        return node;
    }

    private boolean varies(int[] members) {
        double sum = 0;
        double squares = 0;
        for (int i : members) {
            sum += residuals[i];
            squares += residuals[i] * residuals[i];
        }
        double mean = sum / members.length;
        return squares / members.length - mean * mean > ROUNDING;
    }

    /// Whether there is a threshold at all.
    private boolean split(Node node, int[] members) {
        double total = 0;
        for (int i : members) {
            total += residuals[i];
        }
        double best = Double.NEGATIVE_INFINITY;
        for (int column = 0; column < rows[0].length; column++) {
            int[] order = sorted(members, column);
            double left = 0;
            for (int place = 1; place < order.length; place++) {
                left += residuals[order[place - 1]];
                double below = rows[order[place - 1]][column];
                double above = rows[order[place]][column];
                if (above <= below + LEAST_GAP) {
                    continue;
                }
                int right = order.length - place;
                // √ of what the squared error falls by, up to a factor (J. H. Friedman, Annals of Statistics 29 (2001))
                double difference = right * left - place * (total - left);
                double gain = difference * difference / ((double) place * right);
                if (gain > best) {
                    best = gain;
                    node.column = column;
                    double middle = below / 2 + above / 2;
                    node.threshold = middle == above ? below : middle;
                }
            }
        }
        return best > Double.NEGATIVE_INFINITY;
    }

    private int[] sorted(int[] members, int column) {
        return Arrays.stream(members)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> rows[i][column]))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
