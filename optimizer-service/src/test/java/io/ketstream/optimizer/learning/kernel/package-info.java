@NullMarked
package io.ketstream.optimizer.learning.kernel;

import org.jspecify.annotations.NullMarked;
