/// Computes the classical controls of runs beside the loop, and measures them.
@NullMarked
package io.ketstream.optimizer.controls;

import org.jspecify.annotations.NullMarked;
