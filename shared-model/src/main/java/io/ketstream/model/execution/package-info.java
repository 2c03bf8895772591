/// Units of execution (PUBs), circuits as they travel, and results.
@NullMarked
package io.ketstream.model.execution;

import org.jspecify.annotations.NullMarked;
