/// How the service is put together and what can be set.
@NullMarked
package io.ketstream.execution.config;

import org.jspecify.annotations.NullMarked;
