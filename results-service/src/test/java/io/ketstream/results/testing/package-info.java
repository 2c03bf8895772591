/// A recorded run and a running service, for tests.
@NullMarked
package io.ketstream.results.testing;

import org.jspecify.annotations.NullMarked;
