/// Run specifications and the pure rules that validate them.
@NullMarked
package io.ketstream.model.run;

import org.jspecify.annotations.NullMarked;
