// The hand-written diagonal of the peers: exp(-i gamma C) on a state, and <C>. Amplitudes are (real, imaginary) pairs.
//
// gcc -O3 -march=native -ffast-math -fopenmp -fPIC -shared diagonal.c -o libdiagonal.so -lmvec -lm
#include <math.h>
#include <stddef.h>

enum { PIECE = 1024 };

static size_t piece_end(size_t from, size_t size)
{
    return from + PIECE < size ? from + PIECE : size;
}

void phase(double *state, const double *costs, double gamma, size_t size)
{
#pragma omp parallel for schedule(static)
    for (size_t from = 0; from < size; from += PIECE) {
        double cosine[PIECE], sine[PIECE];
        size_t count = piece_end(from, size) - from;
        const double *cost = costs + from;
        double *amplitude = state + 2 * from;
        for (size_t i = 0; i < count; i++)
            cosine[i] = cos(gamma * cost[i]);
        for (size_t i = 0; i < count; i++)
            sine[i] = -sin(gamma * cost[i]);
        for (size_t i = 0; i < count; i++) {
            double real = amplitude[2 * i], imaginary = amplitude[2 * i + 1];
            amplitude[2 * i] = real * cosine[i] - imaginary * sine[i];
            amplitude[2 * i + 1] = real * sine[i] + imaginary * cosine[i];
        }
    }
}

double mean_f64(const double *state, const double *costs, size_t size)
{
    double total = 0;
#pragma omp parallel for schedule(static) reduction(+ : total)
    for (size_t i = 0; i < size; i++)
        total += costs[i] * (state[2 * i] * state[2 * i] + state[2 * i + 1] * state[2 * i + 1]);
    return total;
}

double mean_f32(const float *state, const double *costs, size_t size)
{
    double total = 0;
#pragma omp parallel for schedule(static) reduction(+ : total)
    for (size_t i = 0; i < size; i++) {
        double real = state[2 * i], imaginary = state[2 * i + 1];
        total += costs[i] * (real * real + imaginary * imaginary);
    }
    return total;
}
