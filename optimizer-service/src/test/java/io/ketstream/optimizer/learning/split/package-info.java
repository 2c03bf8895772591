@NullMarked
package io.ketstream.optimizer.learning.split;

import org.jspecify.annotations.NullMarked;
