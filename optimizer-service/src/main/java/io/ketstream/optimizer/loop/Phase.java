package io.ketstream.optimizer.loop;

import io.ketstream.model.event.RunEnded;
import org.jspecify.annotations.Nullable;

/// Where an open run stands.
///
/// ```
/// Dormant ──start──► Computing ──asks──► Asked ──answer──► Computing
///    │ ▲                │ │  ▲             │
///    │ └────evict───────┼─┼──┼─────────────┘
///    │                  │ │  └──resume, deadline read back── Held ◄──asks, while paused or past the deadline
///    └─fetch─► Fetching │ └──ends──► Proposed ──outcome read back──► (closed)
/// ```
///
/// A cancel leads from everywhere to Proposed.
sealed interface Phase {

    /// The algorithm, where one is live.
    default @Nullable Live live() {
        return null;
    }

    /// The question that is ready, whether it is out or not.
    default Step.@Nullable Asks asks() {
        return null;
    }

    /// No algorithm is live: not started yet, waiting for a permit to replay, or evicted.
    record Dormant() implements Phase {}

    /// The formulation behind the link is on its way.
    record Fetching() implements Phase {}

    /// The algorithm computes its next step.
    record Computing(Live live) implements Phase {}

    /// A question is ready and not asked.
    record Held(Live live, Step.Asks asks) implements Phase {}

    /// A question is out.
    record Asked(Live live, Step.Asks asks) implements Phase {}

    /// The outcome has been sent and counts when it is read back, if it is the first.
    record Proposed(RunEnded outcome) implements Phase {}
}
