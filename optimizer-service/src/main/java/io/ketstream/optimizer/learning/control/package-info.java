/// Classical models that stand beside every quantum one: the same rows, the same seeds, the same number of
/// configurations tried.
@NullMarked
package io.ketstream.optimizer.learning.control;

import org.jspecify.annotations.NullMarked;
