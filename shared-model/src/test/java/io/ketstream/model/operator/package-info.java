@NullMarked
package io.ketstream.model.operator;

import org.jspecify.annotations.NullMarked;
