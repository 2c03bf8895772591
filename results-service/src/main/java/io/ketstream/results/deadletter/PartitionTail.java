package io.ketstream.results.deadletter;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/// The last records of a range of one partition, gathered window by window from its end: how many records there
/// are is only known when they have been read, since offsets may be without one.
final class PartitionTail {

    private static final int GROWTH = 8;
    private static final long WIDEST = 1L << 40;

    private final OffsetRange range;
    private final int most;
    private final Deque<DeadLetterView> newestFirst = new ArrayDeque<>();
    private final Deque<DeadLetterView> ofWindow = new ArrayDeque<>();
    private OffsetRange window;
    private long width;

    /// Whether there was more in what has been read than was wanted.
    private boolean leftOut;

    /// What has been taken ends here.
    private long taken;

    /// @param most records that are wanted
    PartitionTail(OffsetRange range, int most) {
        this.range = range;
        this.most = most;
        this.width = most;
        this.taken = range.to();
        this.window = new OffsetRange(range.topic(), range.partition(), range.to(), range.to());
    }

    /// What to read next: more offsets each time that a window held nothing; empty when enough has been read.
    Optional<OffsetRange> nextWindow() {
        if (newestFirst.size() >= most || window.from() <= range.from()) {
            return Optional.empty();
        }
        long to = window.from();
        window = new OffsetRange(range.topic(), range.partition(), Math.max(range.from(), to - width), to);
        return Optional.of(window);
    }

    /// Takes a record of the window, in the order of offsets.
    ///
    /// @return false when it is of another partition
    boolean add(DeadLetter letter) {
        if (!window.contains(letter.position())) {
            return false;
        }
        ofWindow.addLast(DeadLetterView.summary(letter));
        if (newestFirst.size() + ofWindow.size() > most) {
            ofWindow.removeFirst();
            leftOut = true;
        }
        return true;
    }

    /// The window has been read.
    void endWindow() {
        width = ofWindow.isEmpty() ? Math.min(width * GROWTH, WIDEST) : most;
        for (Iterator<DeadLetterView> each = ofWindow.descendingIterator(); each.hasNext(); ) {
            newestFirst.addLast(each.next());
        }
        ofWindow.clear();
    }

    boolean hasNewest() {
        return !newestFirst.isEmpty();
    }

    /// The newest that has not been taken.
    DeadLetterView newest() {
        return newestFirst.getFirst();
    }

    DeadLetterView take() {
        DeadLetterView newest = newestFirst.removeFirst();
        taken = newest.offset();
        return newest;
    }

    /// What has not been taken.
    OffsetRange rest() {
        boolean none = newestFirst.isEmpty() && !leftOut && window.from() <= range.from();
        return new OffsetRange(range.topic(), range.partition(), none ? taken : range.from(), taken);
    }
}
