/// The classical half of learning: everything is a pure function of its arguments and a seed, with the same
/// bits on every machine. Sums run in one order, on one thread; logarithms and exponentials are
/// `StrictMath`'s or, in pure Java as well, Commons Math's.
@NullMarked
package io.ketstream.optimizer.learning;

import org.jspecify.annotations.NullMarked;
