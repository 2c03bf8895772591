/// The backend `local-statevector`: exact simulation in this process.
@NullMarked
package io.ketstream.execution.backend.statevector;

import org.jspecify.annotations.NullMarked;
