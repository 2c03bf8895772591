/// The commands behind `./ketstream`.
@NullMarked
package io.ketstream.stack.cli;

import org.jspecify.annotations.NullMarked;
