package io.ketstream.optimizer.loop;

import io.ketstream.model.RunId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The only lasting state of runs: rows that never change, identical whoever writes them.
///
/// Every row says which record came *first* in one partition of one topic, so that all writers agree on it. Writing a
/// row that is there puts the same bytes again: with at-least-once delivery the row may have reached the store and not
/// its changelog.
///
/// Small markers (begun, ended, controlled, stray) stand in a range of their own, so that the open runs are found
/// without reading their rows.
final class Journal {

    /// Where a sweep stands, and what it learned about one run.
    ///
    /// @param endedAt time of the outcome, absent while the run is open
    record Markers(
            RunId run,
            boolean begun,
            @Nullable Instant timeLimit,
            @Nullable Instant endedAt,
            boolean controlled) {
        boolean isOpen() {
            return begun && endedAt == null;
        }
    }

    /// A decision from outside, by its offset in the commands topic.
    record Decision(long offset, DecisionKind kind) {}

    /// A child that was asked for.
    record Asked(int sequence, RunId child) {}

    /// Which sequences have an answer, and those of them that are refused.
    record Answered(Set<Integer> sequences, Map<Integer, Answer.Refusal> refusals) {}

    enum DecisionKind {
        CANCEL,
        PAUSE,
        RESUME
    }

    private static final byte MARKERS = 0;
    private static final byte ROWS = 1;

    private static final byte BEGUN = 1;
    private static final byte ENDED = 2;
    private static final byte CONTROLLED = 3;
    private static final byte STRAY = 4;

    private static final byte CIRCUIT = 1;
    private static final byte DECISION = 2;
    private static final byte QUESTION = 3;
    private static final byte ANSWER = 4;
    private static final byte VERSION = 5;
    private static final byte CHILD = 6;
    private static final byte ASKED = 7;

    private static final long NEVER = Long.MAX_VALUE;
    private static final int MARKERS_PER_RUN = 4;
    /// A row may take as much as a message.
    private static final int ROWS_AT_ONCE = 16;

    private static final int MARKER_BYTES = 1 + 16 + 1;

    private final RowStore rows;

    Journal(RowStore rows) {
        this.rows = rows;
    }

    /// Keeps the first circuit event of a run, and returns it.
    byte[] keepCircuit(RunId run, byte[] event, @Nullable Instant timeLimit) {
        byte[] kept = keep(row(run, CIRCUIT, 0), event);
        keep(marker(run, BEGUN), longBytes(timeLimit == null ? NEVER : timeLimit.toEpochMilli()));
        return kept;
    }

    byte @Nullable [] circuit(RunId run) {
        return rows.get(row(run, CIRCUIT, 0));
    }

    /// Keeps the version of the algorithm that a run was started with, and returns the kept one.
    String keepVersion(RunId run, String version) {
        return new String(keep(row(run, VERSION, 0), version.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /// The version that [#keepVersion] keeps; null before it was called.
    @Nullable
    String version(RunId run) {
        byte[] kept = rows.get(row(run, VERSION, 0));
        return kept == null ? null : new String(kept, StandardCharsets.UTF_8);
    }

    boolean hasBegun(RunId run) {
        return rows.get(marker(run, BEGUN)) != null;
    }

    /// Keeps when a run ended by the first of its outcomes that is read.
    ///
    /// @return whether it is this one, now or when it was read before
    boolean keepOutcome(RunId run, Instant occurredAt) {
        byte[] mine = longBytes(occurredAt.toEpochMilli());
        byte[] known = rows.get(marker(run, ENDED));
        keep(marker(run, ENDED), known == null ? mine : known);
        return known == null || Arrays.equals(known, mine);
    }

    boolean hasEnded(RunId run) {
        return rows.get(marker(run, ENDED)) != null;
    }

    void keepControlled(RunId run) {
        keep(marker(run, CONTROLLED), new byte[0]);
    }

    boolean isControlled(RunId run) {
        return rows.get(marker(run, CONTROLLED)) != null;
    }

    /// Notes that rows of a run were kept before its circuit came.
    void keepStray(RunId run) {
        keep(marker(run, STRAY), new byte[0]);
    }

    /// @return whether it was not kept before
    boolean keepDecision(RunId run, Decision decision) {
        byte[] key = row(run, DECISION, decision.offset());
        boolean first = rows.get(key) == null;
        keep(key, decision.kind().name().getBytes(StandardCharsets.UTF_8));
        return first;
    }

    /// All decisions about a run in the order of their topic.
    List<Decision> decisions(RunId run) {
        var decisions = new ArrayList<Decision>();
        for (RowStore.Row row : rows.range(row(run, DECISION, 0), row(run, DECISION, NEVER), Integer.MAX_VALUE)) {
            decisions.add(
                    new Decision(number(row), DecisionKind.valueOf(new String(row.value(), StandardCharsets.UTF_8))));
        }
        return decisions;
    }

    /// Keeps that a question has been open for a while: its run need not be replayed to wait for the answer.
    void keepQuestion(RunId run, int sequence) {
        rows.put(row(run, QUESTION, sequence), new byte[0]);
    }

    /// The last question that was kept; zero without one.
    int lastQuestion(RunId run) {
        return lastNumber(run, QUESTION);
    }

    /// Keeps the first answer of this sequence in the results topic.
    ///
    /// @return whether it was the first
    boolean keepAnswer(RunId run, int sequence, Answer answer) {
        byte[] key = row(run, ANSWER, sequence);
        byte[] existing = rows.get(key);
        rows.put(key, existing == null ? AnswerFormat.encode(answer) : existing);
        return existing == null;
    }

    /// As [#keepAnswer], when nothing is kept for this sequence, which is not looked up.
    void keepFirstAnswer(RunId run, int sequence, Answer answer) {
        rows.put(row(run, ANSWER, sequence), AnswerFormat.encode(answer));
    }

    /// Keeps the first record about this child in the topic of children.
    void keepChild(RunId run, int sequence, byte[] event) {
        keep(row(run, CHILD, sequence), event);
    }

    /// Keeps which children were asked for together, the first of them with this sequence.
    void keepAsked(RunId run, int sequence, List<RunId> children) {
        var ids = ByteBuffer.allocate(16 * children.size());
        for (RunId child : children) {
            ids.putLong(child.value().getMostSignificantBits())
                    .putLong(child.value().getLeastSignificantBits());
        }
        keep(row(run, ASKED, sequence), ids.array());
    }

    /// All children that were asked for.
    List<Asked> asked(RunId run) {
        var asked = new ArrayList<Asked>();
        for (RowStore.Row row : rows.range(row(run, ASKED, 0), row(run, ASKED, NEVER), Integer.MAX_VALUE)) {
            var ids = ByteBuffer.wrap(row.value());
            for (int sequence = (int) number(row); ids.hasRemaining(); sequence++) {
                asked.add(new Asked(sequence, new RunId(new UUID(ids.getLong(), ids.getLong()))));
            }
        }
        return asked;
    }

    byte @Nullable [] child(RunId run, int sequence) {
        return rows.get(row(run, CHILD, sequence));
    }

    /// What came of all children so far.
    List<byte[]> children(RunId run) {
        return rows.range(row(run, CHILD, 0), row(run, CHILD, NEVER), Integer.MAX_VALUE).stream()
                .map(RowStore.Row::value)
                .toList();
    }

    int lastAnswer(RunId run) {
        return lastNumber(run, ANSWER);
    }

    /// Consecutive answers from `sequence` on, at most `limit`.
    List<Answer> answers(RunId run, int sequence, int limit) {
        byte[] first = rows.get(row(run, ANSWER, sequence));
        if (first == null) {
            return List.of();
        }
        var answers = new ArrayList<Answer>();
        answers.add(AnswerFormat.decode(first));
        for (RowStore.Row row : rows.range(row(run, ANSWER, sequence + 1), row(run, ANSWER, NEVER), limit - 1)) {
            if (number(row) != sequence + answers.size()) {
                break;
            }
            answers.add(AnswerFormat.decode(row.value()));
        }
        return answers;
    }

    /// Which of the sequences `from` to `to` have an answer, and those of them that are refused.
    Answered answered(RunId run, int from, int to) {
        var sequences = new TreeSet<Integer>();
        var refusals = new TreeMap<Integer, Answer.Refusal>();
        for (int next = from; next <= to; ) {
            List<RowStore.Row> rows = this.rows.range(row(run, ANSWER, next), row(run, ANSWER, to), ROWS_AT_ONCE);
            for (RowStore.Row row : rows) {
                int sequence = (int) number(row);
                sequences.add(sequence);
                if (AnswerFormat.isRefusal(row.value())) {
                    refusals.put(sequence, (Answer.Refusal) AnswerFormat.decode(row.value()));
                }
            }
            next = rows.size() < ROWS_AT_ONCE ? to + 1 : (int) number(rows.getLast()) + 1;
        }
        return new Answered(sequences, refusals);
    }

    /// The markers of some runs after `after` (null: from the beginning), in order of run; none: there are no more.
    List<Markers> markers(@Nullable RunId after, int limit) {
        int cut = MARKERS_PER_RUN * Math.max(2, limit);
        byte[] from = after == null ? new byte[] {MARKERS} : marker(after, Byte.MAX_VALUE);
        List<RowStore.Row> scanned = rows.range(from, new byte[] {ROWS}, cut);
        var found = new ArrayList<Markers>();
        int i = 0;
        while (i < scanned.size()) {
            int start = i;
            RunId run = run(scanned.get(start));
            while (i < scanned.size() && run(scanned.get(i)).equals(run)) {
                i++;
            }
            boolean complete = i < scanned.size() || scanned.size() < cut;
            if (complete) {
                found.add(markers(run, scanned.subList(start, i)));
            }
        }
        return found;
    }

    private static Markers markers(RunId run, List<RowStore.Row> rows) {
        boolean begun = false;
        boolean controlled = false;
        Instant timeLimit = null;
        Instant endedAt = null;
        for (RowStore.Row row : rows) {
            switch (row.key()[MARKER_BYTES - 1]) {
                case BEGUN -> {
                    begun = true;
                    timeLimit = instant(row);
                }
                case ENDED -> endedAt = instant(row);
                case CONTROLLED -> controlled = true;
                case STRAY -> {
                    // says only that there are rows
                }
                default -> throw new UnreadableRowException("a journal marker of run " + run + " is unknown", null);
            }
        }
        return new Markers(run, begun, timeLimit, endedAt, controlled);
    }

    /// Deletes at most `limit` rows of a run, its markers last.
    ///
    /// @return whether nothing of the run is left
    boolean delete(RunId run, int limit) {
        byte[] from = row(run, (byte) 0, 0);
        byte[] to = row(run, Byte.MAX_VALUE, NEVER);
        for (int deleted = 0; deleted < limit; ) {
            List<RowStore.Row> batch = rows.range(from, to, Math.min(ROWS_AT_ONCE, limit - deleted));
            if (batch.isEmpty()) {
                deleteMarkers(run);
                return true;
            }
            for (RowStore.Row row : batch) {
                rows.delete(row.key());
                from = row.key();
            }
            deleted += batch.size();
        }
        return false;
    }

    private void deleteMarkers(RunId run) {
        for (byte kind : new byte[] {BEGUN, ENDED, CONTROLLED, STRAY}) {
            rows.delete(marker(run, kind));
        }
    }

    private byte[] keep(byte[] key, byte[] value) {
        byte[] existing = rows.get(key);
        byte[] kept = existing == null ? value : existing;
        rows.put(key, kept);
        return kept;
    }

    private int lastNumber(RunId run, byte kind) {
        RowStore.Row last = rows.last(row(run, kind, 0), row(run, kind, NEVER));
        return last == null ? 0 : (int) number(last);
    }

    private static byte[] marker(RunId run, byte kind) {
        UUID id = run.value();
        return ByteBuffer.allocate(MARKER_BYTES)
                .put(MARKERS)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(kind)
                .array();
    }

    private static byte[] row(RunId run, byte kind, long number) {
        UUID id = run.value();
        return ByteBuffer.allocate(MARKER_BYTES + 8)
                .put(ROWS)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(kind)
                .putLong(number)
                .array();
    }

    private static RunId run(RowStore.Row row) {
        var key = ByteBuffer.wrap(row.key());
        return new RunId(new UUID(key.getLong(1), key.getLong(9)));
    }

    private static long number(RowStore.Row row) {
        return ByteBuffer.wrap(row.key()).getLong(MARKER_BYTES);
    }

    private static byte[] longBytes(long value) {
        return ByteBuffer.allocate(8).putLong(value).array();
    }

    private static @Nullable Instant instant(RowStore.Row row) {
        long millis = ByteBuffer.wrap(row.value()).getLong();
        return millis == NEVER ? null : Instant.ofEpochMilli(millis);
    }
}
