package io.ketstream.ingestion.dataset;

import io.ketstream.model.InvalidValueException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// An upload that is refused when it takes too long: others wait for its turn.
final class TimedUpload extends FilterInputStream {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final InstantSource clock;
    private final Instant end;

    TimedUpload(InputStream upload, InstantSource clock) {
        super(upload);
        this.clock = clock;
        this.end = clock.instant().plus(LONGEST);
    }

    @Override
    public int read() throws IOException {
        checkTime();
        return super.read();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        checkTime();
        return super.read(target, offset, length);
    }

    private void checkTime() {
        if (clock.instant().isAfter(end)) {
            throw new InvalidValueException("table", "must arrive within " + LONGEST.toMinutes() + " minutes");
        }
    }
}
