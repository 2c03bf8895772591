package io.ketstream.benchmarks.compare;

import org.jspecify.annotations.Nullable;

/// One goal beside what was measured.
///
/// @param ratio null when something that it needs was not measured
/// @param reason why it was not measured
/// @param asked whether its workload was in the call
record Verdict(
        String name,
        @Nullable Double ratio,
        double goal,
        Bound bound,
        @Nullable String reason,
        boolean asked) {

    enum Bound {
        AT_LEAST("≥"),
        AT_MOST("≤");

        private final String sign;

        Bound(String sign) {
            this.sign = sign;
        }

        String sign() {
            return sign;
        }
    }

    boolean met() {
        return ratio != null
                && switch (bound) {
                    case AT_LEAST -> ratio >= goal;
                    case AT_MOST -> ratio <= goal;
                };
    }
}
