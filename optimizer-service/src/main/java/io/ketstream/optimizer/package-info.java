/// optimizer-service: the durable hybrid loop, its optimisers and its classical controls.
@NullMarked
package io.ketstream.optimizer;

import org.jspecify.annotations.NullMarked;
