@NullMarked
package io.ketstream.optimizer.strategy;

import org.jspecify.annotations.NullMarked;
