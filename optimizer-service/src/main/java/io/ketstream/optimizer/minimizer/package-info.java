/// Classical optimisers as plain, blocking, seeded algorithms. They know neither Kafka nor threads nor clocks.
///
/// Every method is deterministic: the same start, options, limits, seed and answers lead to the same questions, bit for
/// bit, on every machine (elementary functions come from [StrictMath], random numbers from a generator with a published
/// algorithm). A run is restored by replaying its method against journaled answers.
@NullMarked
package io.ketstream.optimizer.minimizer;

import org.jspecify.annotations.NullMarked;
