@NullMarked
package io.ketstream.optimizer.learning.control;

import org.jspecify.annotations.NullMarked;
