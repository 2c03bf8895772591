"""What all must agree on of a kernel matrix: of each row one entry, and the mean of all."""

import numpy as np


def kernel_values(matrix):
    rows = np.arange(len(matrix))
    return [*matrix[rows, (7 * rows + 3) % matrix.shape[1]], matrix.mean()]
