/// Training of models on a kernel matrix that is there already.
@NullMarked
package io.ketstream.optimizer.learning.kernel;

import org.jspecify.annotations.NullMarked;
