@NullMarked
package io.ketstream.optimizer.portfolio;

import org.jspecify.annotations.NullMarked;
