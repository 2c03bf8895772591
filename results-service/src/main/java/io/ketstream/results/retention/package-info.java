/// How long runs are kept.
@NullMarked
package io.ketstream.results.retention;

import org.jspecify.annotations.NullMarked;
