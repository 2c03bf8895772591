/// `./ketstream compare`: the simulator beside its peers, on the same workloads in the same call.
@NullMarked
package io.ketstream.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
