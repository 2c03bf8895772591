@NullMarked
package io.ketstream.model.problem;

import org.jspecify.annotations.NullMarked;
