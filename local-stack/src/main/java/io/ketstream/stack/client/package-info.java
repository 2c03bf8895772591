/// The public HTTP surface as a person at a terminal uses it.
@NullMarked
package io.ketstream.stack.client;

import org.jspecify.annotations.NullMarked;
