package io.ketstream.ingestion.market;

import io.ketstream.model.Digest;
import io.ketstream.model.Link;
import io.ketstream.model.event.EventMetadata;
import io.ketstream.model.event.SnapshotPublished;
import java.net.URI;
import java.time.Clock;

/// The events that tell of snapshots.
///
/// @param address where this service is reached, for links
record Announcements(URI address, Clock clock) {

    SnapshotPublished of(StoredSnapshot snapshot) {
        Digest digest = snapshot.digest();
        TickQuality ticks = snapshot.header().quality().ticks();
        return new SnapshotPublished(
                EventMetadata.of("snapshot/" + snapshot.universe() + "/" + digest, clock.instant(), null),
                snapshot.universe(),
                digest,
                snapshot.header().asOf(),
                ticks == null ? null : ticks.until(),
                snapshot.header().symbols().size(),
                new Link(URI.create(address + "/api/v1/snapshots/" + digest), digest));
    }
}
