package io.ketstream.optimizer.minimizer;

/// The few operations on plain arrays that the methods share; sums run from index 0 upwards.
final class Vectors {

    private Vectors() {}

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /// max |aᵢ|
    static double largest(double[] a) {
        double largest = 0;
        for (double value : a) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /// a + s·b
    static double[] plus(double[] a, double s, double[] b) {
        double[] sum = new double[a.length];
        for (int i = 0; i < a.length; i++) {
            sum[i] = a[i] + s * b[i];
        }
        return sum;
    }
}
