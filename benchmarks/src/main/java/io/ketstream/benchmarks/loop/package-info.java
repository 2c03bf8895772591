/// What an iteration of the loop costs beside bare Kafka clients, on one broker in one run.
@NullMarked
package io.ketstream.benchmarks.loop;

import org.jspecify.annotations.NullMarked;
