@NullMarked
package io.ketstream.model.run;

import org.jspecify.annotations.NullMarked;
