package io.ketstream.results.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.model.event.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterQueriesTest {

    private static final String PROBLEMS = Topics.deadLetter(Topics.PROBLEMS);
    private static final String CIRCUITS = Topics.deadLetter(Topics.CIRCUITS);
    private static final List<String> BOTH = List.of(PROBLEMS, CIRCUITS);

    private final MemoryTopics topics = new MemoryTopics(3);
    private final MemoryRedriveLog redrives = new MemoryRedriveLog();
    private final DeadLetterQueries queries = new DeadLetterQueries(topics, redrives);

    @AfterEach
    void nothingIsLeftOpen() {
        assertThat(topics.isClosed()).isTrue();
    }

    @Test
    void newestComeFirstWhereverTheyAre() {
        append(PROBLEMS, 0, 0, 1, "a");
        append(CIRCUITS, 2, 0, 2, "b");
        append(PROBLEMS, 1, 0, 3, "c");
        append(PROBLEMS, 0, 0, 4, "d");
        assertThat(values(queries.page(BOTH, 3, null))).containsExactly("d", "c", "b");
        assertThat(values(queries.page(List.of(PROBLEMS), 3, null))).containsExactly("d", "c", "a");
        assertThat(queries.page(BOTH, 4, null).next()).isNull();
        assertThat(queries.page(List.of(Topics.deadLetter(Topics.BACKENDS)), 4, null))
                .isEqualTo(new DeadLetterPage(List.of(), null));
    }

    @Test
    void aPartitionKeepsItsOrderWhateverItsClock() {
        append(PROBLEMS, 0, 0, 9, "a");
        append(PROBLEMS, 0, 0, 1, "b");
        append(PROBLEMS, 1, 0, 5, "c");
        assertThat(walk(1)).containsExactly("c", "b", "a");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 1000})
    void pagesShowEachRecordOnceAcrossGaps(int limit) {
        var random = new Random(20261126);
        var expected = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            long gap = random.nextInt(10) == 0 ? random.nextInt(5000) : random.nextInt(3);
            append(BOTH.get(random.nextInt(2)), random.nextInt(3), gap, i, "v" + i);
            expected.addFirst("v" + i);
        }
        topics.append(PROBLEMS, 1, 1L << 40, Instant.EPOCH.plusMillis(200), "last");
        expected.addFirst("last");
        assertThat(walk(limit)).isEqualTo(expected);
    }

    @Test
    void whatGoesBetweenTwoPagesIsPassedOverAndWhatComesIsLeftOut() {
        var positions = new ArrayList<RecordPosition>();
        for (int i = 0; i < 20; i++) {
            positions.add(append(PROBLEMS, i % 2, 0, i, "v" + i));
        }
        DeadLetterPage first = queries.page(BOTH, 5, null);
        assertThat(values(first)).containsExactly("v19", "v18", "v17", "v16", "v15");
        append(PROBLEMS, 2, 0, 20, "new");
        append(PROBLEMS, 0, 0, 21, "new");
        topics.remove(positions.get(13));
        topics.truncate(PROBLEMS, 0, positions.get(10).offset());
        DeadLetterPage second = queries.page(BOTH, 5, cursor(first));
        assertThat(values(second)).containsExactly("v14", "v12", "v11", "v10", "v9");
        topics.truncate(PROBLEMS, 0, 100);
        topics.truncate(PROBLEMS, 1, 100);
        DeadLetterPage third = queries.page(BOTH, 5, cursor(second));
        assertThat(third).isEqualTo(new DeadLetterPage(List.of(), null));
    }

    @Test
    void longTopicsAreReadFromTheirEndOnly() {
        for (int i = 0; i < 10_000; i++) {
            append(PROBLEMS, i % 3, 0, i, "v" + i);
        }
        assertThat(values(queries.page(List.of(PROBLEMS), 10, null)))
                .hasSize(10)
                .startsWith("v9999");
        assertThat(topics.recordsRead()).isEqualTo(30);
    }

    @Test
    void aLetterIsFoundByItsPosition() {
        RecordPosition position = append(PROBLEMS, 1, 4, 1, "a".repeat(5000));
        assertThat(queries.view(position)).hasValueSatisfying(view -> {
            assertThat(view.value()).isEqualTo(new ShownBytes("a".repeat(5000), null, 5000, false));
            assertThat(view.headers()).isEmpty();
        });
        assertThat(queries.page(BOTH, 1, null).items().getFirst().value())
                .isEqualTo(new ShownBytes("a".repeat(DeadLetterView.VALUE_LIMIT), null, 5000, true));
        assertThat(queries.view(new RecordPosition(PROBLEMS, 1, 3))).isEmpty();
        assertThat(queries.view(new RecordPosition(PROBLEMS, 1, 5))).isEmpty();
        assertThat(queries.view(new RecordPosition(PROBLEMS, 3, 0))).isEmpty();
        assertThat(queries.view(new RecordPosition(PROBLEMS, 1, Long.MAX_VALUE)))
                .isEmpty();
        assertThat(queries.view(new RecordPosition(Topics.PROBLEMS, 1, 4))).isEmpty();
    }

    @Test
    void aLetterSaysThatItWasRedriven() {
        RecordPosition position = append(PROBLEMS, 1, 0, 1, "a");
        append(PROBLEMS, 1, 0, 2, "b");
        var sent = new RecordPosition(Topics.PROBLEMS, 0, 7);
        var redriven = new Redrives(queries, _ -> sent, redrives).redrive(position, false);
        assertThat(redriven).hasValueSatisfying(it -> assertThat(it.to()).isEqualTo(sent));
        List<DeadLetterView> items = queries.page(BOTH, 2, null).items();
        assertThat(items.getFirst().redriven()).isNull();
        assertThat(items.getLast().redriven()).isEqualTo(redriven.orElseThrow());
        assertThat(queries.view(position).orElseThrow().redriven()).isEqualTo(redriven.orElseThrow());
    }

    private List<String> walk(int limit) {
        var found = new ArrayList<String>();
        DeadLetterPage page = queries.page(BOTH, limit, null);
        found.addAll(values(page));
        while (page.next() != null) {
            page = queries.page(BOTH, limit, cursor(page));
            found.addAll(values(page));
        }
        return found;
    }

    private static @Nullable PageCursor cursor(DeadLetterPage page) {
        return page.next() == null ? null : PageCursor.parse(page.next());
    }

    private static List<String> values(DeadLetterPage page) {
        return page.items().stream()
                .map(item -> Objects.requireNonNull(
                        Objects.requireNonNull(item.value()).text()))
                .toList();
    }

    private RecordPosition append(String topic, int partition, long gap, int millis, String value) {
        return topics.append(topic, partition, gap, Instant.EPOCH.plusMillis(millis), value);
    }
}
