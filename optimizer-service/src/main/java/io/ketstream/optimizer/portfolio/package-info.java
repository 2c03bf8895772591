/// Selections among thousands of assets: put together out of clusters' solutions, improved, and bounded from below.
/// Pure.
@NullMarked
package io.ketstream.optimizer.portfolio;

import org.jspecify.annotations.NullMarked;
