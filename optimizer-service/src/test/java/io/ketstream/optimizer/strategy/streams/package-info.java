@NullMarked
package io.ketstream.optimizer.strategy.streams;

import org.jspecify.annotations.NullMarked;
