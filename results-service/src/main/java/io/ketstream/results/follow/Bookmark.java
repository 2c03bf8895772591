package io.ketstream.results.follow;

import io.ketstream.model.InvalidValueException;
import io.ketstream.model.run.RunStatus;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How far a reader of a run's events has come: the last iteration, or step of its learning, and the last status it was
/// told. Written
/// `57/RUNNING`, or `57` before any status.
public record Bookmark(int iteration, @Nullable RunStatus status) {

    public static final Bookmark START = new Bookmark(0, null);

    private static final Pattern FORM = Pattern.compile("(\\d{1,9})(?:/([A-Z]+))?");

    /// @throws InvalidValueException naming the header `Last-Event-ID`
    public static Bookmark parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new InvalidValueException("Last-Event-ID", "must be the id of an event, such as 57/RUNNING");
        }
        String name = matcher.group(2);
        if (name == null) {
            return new Bookmark(Integer.parseInt(matcher.group(1)), null);
        }
        for (RunStatus status : RunStatus.values()) {
            if (status.name().equals(name)) {
                return new Bookmark(Integer.parseInt(matcher.group(1)), status);
            }
        }
        throw new InvalidValueException(
                "Last-Event-ID", "must end in one of " + Arrays.toString(RunStatus.values()) + ", not '" + name + "'");
    }

    Bookmark at(int latest) {
        return new Bookmark(latest, status);
    }

    Bookmark with(RunStatus latest) {
        return new Bookmark(iteration, latest);
    }

    @Override
    public String toString() {
        return status == null ? Integer.toString(iteration) : iteration + "/" + status;
    }
}
