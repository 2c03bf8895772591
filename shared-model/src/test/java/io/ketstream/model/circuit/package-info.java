@NullMarked
package io.ketstream.model.circuit;

import org.jspecify.annotations.NullMarked;
