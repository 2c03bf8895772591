/// Queues circuits to backends and answers with estimates.
@NullMarked
package io.ketstream.execution;

import org.jspecify.annotations.NullMarked;
