@NullMarked
package io.ketstream.model.learning;

import org.jspecify.annotations.NullMarked;
