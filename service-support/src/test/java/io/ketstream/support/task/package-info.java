/// What services do beside requests.
@NullMarked
package io.ketstream.support.task;

import org.jspecify.annotations.NullMarked;
