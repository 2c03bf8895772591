package io.ketstream.results.run;

/// Something decided by the offset of its record.
interface Fact {
    long offset();
}
