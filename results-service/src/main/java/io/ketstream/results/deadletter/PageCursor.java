package io.ketstream.results.deadletter;

import io.ketstream.model.InvalidValueException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a page ended: of each partition that has more, the offset before which it goes on. Offsets stay what
/// they are when records before or between them go, and new records come after all of them; so the pages of a
/// cursor show each record that is still there once.
public final class PageCursor {

    private static final Pattern BOUND = Pattern.compile("(\\d{1,9})@(\\d{1,18})");

    private record Partition(String topic, int number) {}

    private final Map<Partition, Long> bounds;

    private PageCursor(Map<Partition, Long> bounds) {
        this.bounds = bounds;
    }

    /// @param rest what the pages after this one are made of
    static PageCursor before(List<OffsetRange> rest) {
        var bounds = new HashMap<Partition, Long>();
        rest.forEach(range -> bounds.put(new Partition(range.topic(), range.partition()), range.to()));
        return new PageCursor(bounds);
    }

    /// @throws InvalidValueException when `text` is not from [#toString]
    public static PageCursor parse(String text) {
        var bounds = new HashMap<Partition, Long>();
        String topic = "";
        for (String word : decode(text).split(" ", -1)) {
            Matcher bound = BOUND.matcher(word);
            if (bound.matches()) {
                bounds.put(new Partition(topic, Integer.parseInt(bound.group(1))), Long.parseLong(bound.group(2)));
            } else if (DeadLetterTopics.original(word).isPresent()) {
                topic = word;
            } else {
                throw refused();
            }
        }
        return new PageCursor(bounds);
    }

    /// The part of `range` that the pages after this one show; empty for a partition that has no more.
    OffsetRange rest(OffsetRange range) {
        long bound = bounds.getOrDefault(new Partition(range.topic(), range.partition()), range.from());
        return new OffsetRange(range.topic(), range.partition(), range.from(), Math.min(bound, range.to()));
    }

    /// In a form for addresses: about ten characters a partition, so that those of all topics fit.
    @Override
    public String toString() {
        var perTopic = new TreeMap<String, List<String>>();
        bounds.forEach((partition, bound) -> perTopic.computeIfAbsent(partition.topic(), _ -> new ArrayList<>())
                .add(partition.number() + "@" + bound));
        var words = new ArrayList<String>();
        perTopic.forEach((topic, ofTopic) -> {
            words.add(topic);
            words.addAll(ofTopic);
        });
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(" ", words).getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private static InvalidValueException refused() {
        return new InvalidValueException("cursor", "must be the `next` of a page before");
    }
}
