@NullMarked
package io.ketstream.optimizer.loop.streams;

import org.jspecify.annotations.NullMarked;
