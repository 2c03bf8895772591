/// The durable hybrid loop as a pure state machine: it knows neither Kafka nor HTTP.
///
/// [RunLoop] is fed [Input]s and answers with [Effect]s; its only lasting state is the [Journal]. The algorithm
/// of a run ([RunAlgorithm]) is plain blocking code on a virtual thread of its own ([LiveAlgorithm]) and is
/// rebuilt at any time by replaying it against the journal.
@NullMarked
package io.ketstream.optimizer.loop;

import org.jspecify.annotations.NullMarked;
