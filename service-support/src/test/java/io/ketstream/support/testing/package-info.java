/// A real broker and a real database for tests, started once per JVM.
@NullMarked
package io.ketstream.support.testing;

import org.jspecify.annotations.NullMarked;
