@NullMarked
package io.ketstream.optimizer.learning;

import org.jspecify.annotations.NullMarked;
