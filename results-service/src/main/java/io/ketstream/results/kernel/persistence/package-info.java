/// Answers to runs' questions, read from the log.
@NullMarked
package io.ketstream.results.kernel.persistence;

import org.jspecify.annotations.NullMarked;
