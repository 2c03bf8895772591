@NullMarked
package io.ketstream.simulator;

import org.jspecify.annotations.NullMarked;
