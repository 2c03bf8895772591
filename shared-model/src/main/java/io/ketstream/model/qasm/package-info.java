/// OpenQASM 2 and 3 readers, OpenQASM 3 writer.
@NullMarked
package io.ketstream.model.qasm;

import org.jspecify.annotations.NullMarked;
