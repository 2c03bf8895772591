@NullMarked
package io.ketstream.optimizer.training;

import org.jspecify.annotations.NullMarked;
