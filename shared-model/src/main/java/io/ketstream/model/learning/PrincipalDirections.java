package io.ketstream.model.learning;

import java.util.Arrays;
import java.util.Comparator;

/// The right singular vectors of centred rows, those of the largest singular values first: a QR factorisation by
/// Householder reflections, then one-sided Jacobi rotations of R's columns (Hestenes 1958). The covariance is never
/// formed, which would square the condition.
///
/// Takes O(n·d²) and some sweeps of O(d³) for n rows of d columns.
final class PrincipalDirections {

    private static final int MOST_SWEEPS = 60;

    /// Of the cosine of two columns: what rounding leaves of a right angle.
    private static final double RIGHT_ANGLE = 1e-15;

    /// Of the largest entry's size: entries of this size are the largest too, but for rounding.
    private static final double AS_LARGE = 1 - 1e-8;

    private PrincipalDirections() {}

    /// @return one direction of length 1 in a row, the first of its entries of the largest size positive
    static double[][] of(double[][] rows, double[] means) {
        int columns = means.length;
        var matrix = new double[columns][rows.length];
        for (int j = 0; j < columns; j++) {
            for (int i = 0; i < rows.length; i++) {
                matrix[j][i] = rows[i][j] - means[j];
            }
        }
        double[][] rotated = upper(matrix);
        var directions = new double[columns][columns];
        for (int j = 0; j < columns; j++) {
            directions[j][j] = 1;
        }
        rotate(rotated, directions);
        Integer[] order = new Integer[columns];
        Arrays.setAll(order, j -> j);
        Arrays.sort(order, Comparator.comparingDouble((Integer j) -> -dot(rotated[j], rotated[j])));
        var sorted = new double[columns][];
        for (int k = 0; k < columns; k++) {
            sorted[k] = signed(directions[order[k]]);
        }
        return sorted;
    }

    /// R of a matrix given by its columns, likewise.
    private static double[][] upper(double[][] matrix) {
        int length = matrix[0].length;
        int height = Math.min(length, matrix.length);
        for (int k = 0; k < height; k++) {
            double[] reflector = Arrays.copyOfRange(matrix[k], k, length);
            double size = Math.sqrt(dot(reflector, reflector));
            reflector[0] += Math.copySign(size, reflector[0]);
            double squared = dot(reflector, reflector);
            if (squared > 0) {
                for (int j = k; j < matrix.length; j++) {
                    reflect(matrix[j], k, reflector, squared);
                }
            }
        }
        var upper = new double[matrix.length][];
        for (int j = 0; j < matrix.length; j++) {
            upper[j] = Arrays.copyOf(matrix[j], height);
            Arrays.fill(upper[j], Math.min(j + 1, height), height, 0);
        }
        return upper;
    }

    private static void reflect(double[] column, int from, double[] reflector, double squared) {
        double projection = 0;
        for (int i = 0; i < reflector.length; i++) {
            projection += reflector[i] * column[from + i];
        }
        double factor = 2 * projection / squared;
        for (int i = 0; i < reflector.length; i++) {
            column[from + i] -= factor * reflector[i];
        }
    }

    /// Turns pairs of columns until all are at right angles, and the directions with them.
    private static void rotate(double[][] columns, double[][] directions) {
        double total = 0;
        for (double[] column : columns) {
            total += dot(column, column);
        }
        boolean turned = true;
        for (int sweep = 0; turned && sweep < MOST_SWEEPS; sweep++) {
            turned = false;
            for (int p = 0; p < columns.length; p++) {
                for (int q = p + 1; q < columns.length; q++) {
                    double first = dot(columns[p], columns[p]);
                    double second = dot(columns[q], columns[q]);
                    double product = dot(columns[p], columns[q]);
                    double least = Math.max(RIGHT_ANGLE * Math.sqrt(first * second), RIGHT_ANGLE * RIGHT_ANGLE * total);
                    if (Math.abs(product) > least) {
                        double slope = (second - first) / (2 * product);
                        double tangent = Math.copySign(1, slope) / (Math.abs(slope) + StrictMath.hypot(1, slope));
                        double cosine = 1 / StrictMath.hypot(1, tangent);
                        turn(columns[p], columns[q], cosine, cosine * tangent);
                        turn(directions[p], directions[q], cosine, cosine * tangent);
                        turned = true;
                    }
                }
            }
        }
    }

    private static void turn(double[] first, double[] second, double cosine, double sine) {
        for (int i = 0; i < first.length; i++) {
            double one = first[i];
            double other = second[i];
            first[i] = cosine * one - sine * other;
            second[i] = sine * one + cosine * other;
        }
    }

    private static double[] signed(double[] direction) {
        double largest = Arrays.stream(direction).map(Math::abs).max().orElse(0);
        double sign = Arrays.stream(direction)
                .filter(entry -> Math.abs(entry) >= AS_LARGE * largest)
                .map(Math::signum)
                .findFirst()
                .orElse(1);
        return Arrays.stream(direction).map(entry -> sign * entry).toArray();
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
