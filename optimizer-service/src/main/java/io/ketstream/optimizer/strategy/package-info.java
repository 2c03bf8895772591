/// What a strategy holds and what became of it: cash, shares, trades and their costs. Pure.
@NullMarked
package io.ketstream.optimizer.strategy;

import org.jspecify.annotations.NullMarked;
