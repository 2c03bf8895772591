/// Which rows a model is trained on and which it is judged by.
@NullMarked
package io.ketstream.optimizer.learning.split;

import org.jspecify.annotations.NullMarked;
