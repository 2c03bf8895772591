/// The queue of execution requests: from a request to a result that is sent and kept, exactly one answer a
/// question.
@NullMarked
package io.ketstream.execution.queue;

import org.jspecify.annotations.NullMarked;
