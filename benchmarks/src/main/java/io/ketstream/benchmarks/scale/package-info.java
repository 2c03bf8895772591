/// Portfolios of thousands of assets through a whole stack: from stored prices to a published portfolio.
@NullMarked
package io.ketstream.benchmarks.scale;

import org.jspecify.annotations.NullMarked;
