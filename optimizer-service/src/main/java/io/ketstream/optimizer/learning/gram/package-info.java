/// What is to be known of a kernel matrix, and its repair where noise has made it no kernel's.
@NullMarked
package io.ketstream.optimizer.learning.gram;

import org.jspecify.annotations.NullMarked;
