/// What models are trained on: descriptions of tables, and how columns become numbers.
@NullMarked
package io.ketstream.model.learning;

import org.jspecify.annotations.NullMarked;
