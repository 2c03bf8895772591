/// How every service starts and finds the others.
@NullMarked
package io.ketstream.support;

import org.jspecify.annotations.NullMarked;
