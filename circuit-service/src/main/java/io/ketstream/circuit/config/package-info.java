/// How the parts are put together, and the settings.
@NullMarked
package io.ketstream.circuit.config;

import org.jspecify.annotations.NullMarked;
