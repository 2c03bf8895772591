package io.ketstream.circuit.testing;

/// A plain BFGS minimiser with a backtracking line search, enough to see what a circuit can reach.
public final class Descent {

    /// A value and its gradient.
    @SuppressWarnings("ArrayRecordComponent") // of tests, never compared
    public record Value(double value, double[] gradient) {}

    public interface Function {
        Value at(double[] parameters);
    }

    private Descent() {}

    public static double minimum(Function function, double[] start, int iterations) {
        int size = start.length;
        double[] x = start.clone();
        double[][] inverse = identity(size);
        Value here = function.at(x);
        for (int iteration = 0; iteration < iterations && norm(here.gradient()) > 1e-7; iteration++) {
            double[] direction = times(inverse, here.gradient(), -1);
            double slope = dot(direction, here.gradient());
            if (slope >= 0) {
                inverse = identity(size);
                direction = times(inverse, here.gradient(), -1);
                slope = dot(direction, here.gradient());
            }
            double step = 1;
            Value next = function.at(moved(x, direction, step));
            while (next.value() > here.value() + 1e-4 * step * slope && step > 1e-10) {
                step /= 2;
                next = function.at(moved(x, direction, step));
            }
            x = moved(x, direction, step);
            update(inverse, moved(new double[size], direction, step), difference(next.gradient(), here.gradient()));
            here = next;
        }
        return here.value();
    }

    /// H ← (1 − ρ s yᵀ) H (1 − ρ y sᵀ) + ρ s sᵀ, where the curvature sᵀy is positive.
    private static void update(double[][] inverse, double[] s, double[] y) {
        double curvature = dot(s, y);
        if (curvature <= 1e-14) {
            return;
        }
        double[] hy = times(inverse, y, 1);
        double factor = (1 + dot(y, hy) / curvature) / curvature;
        for (int i = 0; i < s.length; i++) {
            for (int j = 0; j < s.length; j++) {
                inverse[i][j] += factor * s[i] * s[j] - (hy[i] * s[j] + s[i] * hy[j]) / curvature;
            }
        }
    }

    private static double[][] identity(int size) {
        double[][] identity = new double[size][size];
        for (int i = 0; i < size; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    private static double[] times(double[][] matrix, double[] vector, double factor) {
        double[] product = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            product[i] = factor * dot(matrix[i], vector);
        }
        return product;
    }

    private static double[] moved(double[] from, double[] direction, double step) {
        double[] moved = from.clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] += step * direction[i];
        }
        return moved;
    }

    private static double[] difference(double[] a, double[] b) {
        return moved(a, b, -1);
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static double norm(double[] vector) {
        return Math.sqrt(dot(vector, vector));
    }
}
