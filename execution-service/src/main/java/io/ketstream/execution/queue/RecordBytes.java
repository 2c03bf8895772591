package io.ketstream.execution.queue;

import java.util.Arrays;

/// The value of a record, as it came. Not copied: nobody changes it.
public final class RecordBytes {

    private final byte[] value;

    private RecordBytes(byte[] value) {
        this.value = value;
    }

    public static RecordBytes of(byte[] value) {
        return new RecordBytes(value);
    }

    public byte[] value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecordBytes bytes && Arrays.equals(value, bytes.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }
}
