/// Strategies: portfolios that are renewed as their market goes on.
@NullMarked
package io.ketstream.model.strategy;

import org.jspecify.annotations.NullMarked;
