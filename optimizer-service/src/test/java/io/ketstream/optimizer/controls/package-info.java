@NullMarked
package io.ketstream.optimizer.controls;

import org.jspecify.annotations.NullMarked;
