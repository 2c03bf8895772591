@NullMarked
package io.ketstream.optimizer.learning.gram;

import org.jspecify.annotations.NullMarked;
