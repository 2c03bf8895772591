@NullMarked
package io.ketstream.optimizer.weight;

import org.jspecify.annotations.NullMarked;
