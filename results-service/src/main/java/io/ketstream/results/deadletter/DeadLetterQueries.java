package io.ketstream.results.deadletter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/// Looks at dead letters. Each partition is read from its end, and the partitions are merged by their records'
/// times; so records of one partition come in the order of their offsets, whatever clock their producers had.
public final class DeadLetterQueries {

    private static final Comparator<DeadLetterView> NEWEST_FIRST = Comparator.comparing(DeadLetterView::time)
            .reversed()
            .thenComparing(DeadLetterView::topic)
            .thenComparingInt(DeadLetterView::partition);

    private final DeadLetterReader reader;
    private final RedriveLog redrives;

    public DeadLetterQueries(DeadLetterReader reader, RedriveLog redrives) {
        this.reader = reader;
        this.redrives = redrives;
    }

    /// The newest of `topics`, or those that come after a page. Of each partition about as many records are
    /// read as are wanted in all, and of each no more is held than its summary.
    ///
    /// @throws BrokerUnavailableException when the broker does not answer
    public DeadLetterPage page(List<String> topics, int limit, @Nullable PageCursor cursor) {
        List<PartitionTail> tails = tails(topics, limit, cursor);
        List<DeadLetterView> items = merge(tails, limit);
        List<OffsetRange> rest = tails.stream()
                .map(PartitionTail::rest)
                .filter(range -> !range.isEmpty())
                .toList();
        return new DeadLetterPage(
                withRedrives(items),
                rest.isEmpty() ? null : PageCursor.before(rest).toString());
    }

    /// All of a dead letter, as it is shown.
    ///
    /// @throws BrokerUnavailableException when the broker does not answer
    public Optional<DeadLetterView> view(RecordPosition position) {
        return find(position)
                .map(letter ->
                        withRedrives(List.of(DeadLetterView.whole(letter))).getFirst());
    }

    Optional<DeadLetter> find(RecordPosition position) {
        if (DeadLetterTopics.original(position.topic()).isEmpty()) {
            return Optional.empty();
        }
        var found = new ArrayList<DeadLetter>();
        try (DeadLetterReader.Reading reading = reader.open()) {
            boolean held =
                    reading.ranges(List.of(position.topic())).stream().anyMatch(range -> range.contains(position));
            if (held) {
                var one = new OffsetRange(
                        position.topic(), position.partition(), position.offset(), position.offset() + 1);
                reading.read(List.of(one), found::add);
            }
        }
        return found.stream().findFirst();
    }

    private List<PartitionTail> tails(List<String> topics, int limit, @Nullable PageCursor cursor) {
        try (DeadLetterReader.Reading reading = reader.open()) {
            List<PartitionTail> tails = reading.ranges(topics).stream()
                    .map(range -> cursor == null ? range : cursor.rest(range))
                    .filter(range -> !range.isEmpty())
                    .map(range -> new PartitionTail(range, limit))
                    .toList();
            List<OffsetRange> windows = nextWindows(tails);
            while (!windows.isEmpty()) {
                reading.read(windows, letter -> {
                    var _ = tails.stream().anyMatch(tail -> tail.add(letter));
                });
                tails.forEach(PartitionTail::endWindow);
                windows = nextWindows(tails);
            }
            return tails;
        }
    }

    private static List<OffsetRange> nextWindows(List<PartitionTail> tails) {
        return tails.stream()
                .map(PartitionTail::nextWindow)
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<DeadLetterView> merge(List<PartitionTail> tails, int limit) {
        var heads = new PriorityQueue<PartitionTail>(Comparator.comparing(PartitionTail::newest, NEWEST_FIRST));
        tails.stream().filter(PartitionTail::hasNewest).forEach(heads::add);
        var merged = new ArrayList<DeadLetterView>();
        while (merged.size() < limit && !heads.isEmpty()) {
            PartitionTail tail = heads.remove();
            merged.add(tail.take());
            if (tail.hasNewest()) {
                heads.add(tail);
            }
        }
        return merged;
    }

    private List<DeadLetterView> withRedrives(List<DeadLetterView> views) {
        Map<DeadLetterId, Redriven> known =
                redrives.find(views.stream().map(DeadLetterView::id).toList());
        return views.stream().map(view -> view.with(known.get(view.id()))).toList();
    }
}
