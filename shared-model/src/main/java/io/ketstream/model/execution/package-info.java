/// Units of execution (PUBs) and their results.
@NullMarked
package io.ketstream.model.execution;

import org.jspecify.annotations.NullMarked;
