/// Optimisation problems as users state them.
@NullMarked
package io.ketstream.model.problem;

import org.jspecify.annotations.NullMarked;
