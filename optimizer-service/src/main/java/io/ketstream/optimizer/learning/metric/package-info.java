/// How good predictions are, how sure that is, and whether one model's are better than another's.
@NullMarked
package io.ketstream.optimizer.learning.metric;

import org.jspecify.annotations.NullMarked;
