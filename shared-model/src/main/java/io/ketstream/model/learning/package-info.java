/// What models are trained on: descriptions of tables, and how columns become numbers; and what they are
/// once trained: the numbers of a fitted model with its functions of prediction.
@NullMarked
package io.ketstream.model.learning;

import org.jspecify.annotations.NullMarked;
