@NullMarked
package io.ketstream.optimizer.minimizer;

import org.jspecify.annotations.NullMarked;
