/// Reference data for the tests of every module.
@NullMarked
package io.ketstream.model.testing;

import org.jspecify.annotations.NullMarked;
