/// The circuits that runs ask about, by digest.
@NullMarked
package io.ketstream.execution.circuits;

import org.jspecify.annotations.NullMarked;
