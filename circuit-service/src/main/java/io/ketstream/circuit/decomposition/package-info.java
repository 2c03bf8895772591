/// A selection among thousands of assets taken apart into clusters of a few that move together. Pure.
@NullMarked
package io.ketstream.circuit.decomposition;

import org.jspecify.annotations.NullMarked;
