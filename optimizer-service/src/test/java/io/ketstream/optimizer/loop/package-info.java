@NullMarked
package io.ketstream.optimizer.loop;

import org.jspecify.annotations.NullMarked;
