/// Where the peers' own code runs.
@NullMarked
package io.ketstream.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
