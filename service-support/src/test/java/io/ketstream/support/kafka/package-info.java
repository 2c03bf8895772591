@NullMarked
package io.ketstream.support.kafka;

import org.jspecify.annotations.NullMarked;
