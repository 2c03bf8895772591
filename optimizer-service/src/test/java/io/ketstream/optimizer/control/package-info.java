@NullMarked
package io.ketstream.optimizer.control;

import org.jspecify.annotations.NullMarked;
