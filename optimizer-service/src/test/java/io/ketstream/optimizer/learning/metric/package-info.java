@NullMarked
package io.ketstream.optimizer.learning.metric;

import org.jspecify.annotations.NullMarked;
