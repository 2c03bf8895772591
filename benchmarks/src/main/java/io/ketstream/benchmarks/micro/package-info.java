/// Parts of an iteration under JMH.
@NullMarked
package io.ketstream.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
