/// Fixtures of this service's tests.
@NullMarked
package io.ketstream.execution.testing;

import org.jspecify.annotations.NullMarked;
