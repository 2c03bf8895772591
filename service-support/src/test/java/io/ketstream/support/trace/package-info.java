@NullMarked
package io.ketstream.support.trace;

import org.jspecify.annotations.NullMarked;
