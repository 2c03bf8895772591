@NullMarked
package io.ketstream.optimizer.config;

import org.jspecify.annotations.NullMarked;
