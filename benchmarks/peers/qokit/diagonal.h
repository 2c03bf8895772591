// QOKit's package has the C sources of its simulator and not their headers: the prototypes that they need.
#pragma once
#include <stddef.h>

void apply_diagonal(double *sv_real, double *sv_imag, double theta, double *const diag, size_t n);
