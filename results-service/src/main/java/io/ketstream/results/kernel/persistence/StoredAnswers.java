package io.ketstream.results.kernel.persistence;

import io.ketstream.model.PackedMatrix;
import io.ketstream.model.RunId;
import io.ketstream.model.event.ExecutionCompleted;
import io.ketstream.model.event.Topics;
import io.ketstream.results.kernel.AnsweredMatrices;
import io.ketstream.results.kernel.NoMatrixException;
import io.ketstream.support.event.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// [AnsweredMatrices] in the log of events. Each is read by a statement of its own, so that whoever
/// reads a large matrix slowly holds no connection.
@Component
class StoredAnswers implements AnsweredMatrices {

    private final JdbcClient jdbc;
    private final EventCodec codec;

    StoredAnswers(JdbcClient jdbc, EventCodec codec) {
        this.jdbc = jdbc;
        this.codec = codec;
    }

    @Override
    public SortedMap<Integer, UUID> places(RunId run) {
        var places = new TreeMap<Integer, UUID>();
        // a requestId is written run/sequence/digest
        jdbc.sql("""
                        select event_id, split_part(payload::json ->> 'requestId', '/', 2)::int as sequence from event
                        where run_id = ? and topic = ? and type = 'ExecutionCompleted'
                        order by record_partition, record_offset""")
                .param(run.value())
                .param(Topics.EXECUTION_RESULTS)
                .query((row, number) ->
                        places.putIfAbsent(row.getInt("sequence"), row.getObject("event_id", UUID.class)))
                .list();
        return places;
    }

    @Override
    public PackedMatrix read(UUID place) {
        String payload = jdbc.sql("select payload from event where event_id = ?")
                .param(place)
                .query(String.class)
                .optional()
                .orElseThrow(NoMatrixException::forgotten);
        var event = codec.decode(payload.getBytes(StandardCharsets.UTF_8), ExecutionCompleted.class);
        return Objects.requireNonNull(event.matrix(), "a kernel is asked for in matrices");
    }
}
