/// Settings of the service, and how its parts are put together.
@NullMarked
package io.ketstream.optimizer.config;

import org.jspecify.annotations.NullMarked;
