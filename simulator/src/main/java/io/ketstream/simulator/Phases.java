package io.ketstream.simulator;

/// Memory for complex factors, real and imaginary parts apart; grows when asked, its content does not matter then.
final class Phases {

    double[] re = new double[0];
    double[] im = new double[0];

    void ensure(int length) {
        if (re.length < length) {
            re = new double[length];
            im = new double[length];
        }
    }
}
