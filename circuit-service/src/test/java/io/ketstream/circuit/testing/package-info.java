/// A running service on a real broker and a real database, for tests.
@NullMarked
package io.ketstream.circuit.testing;

import org.jspecify.annotations.NullMarked;
