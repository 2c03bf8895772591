package io.ketstream.ingestion.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.model.strategy.History;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HistoryStepTest {

    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);

    @Test
    void beginsOnceTheWindowIsFull() {
        List<HistoryStep> steps = HistoryStep.of(new History(null, null, 7, 20), days(42));

        assertThat(steps).containsExactly(step(1, 20), step(8, 27), step(15, 34), step(22, 41));
    }

    @Test
    void keepsItsBounds() {
        assertThat(steps(day(25), day(30), 5, 50)).containsExactly(step(6, 25), step(11, 30));
        assertThat(steps(day(3), day(24), 5, 50)).as("the window is full later").containsExactly(step(1, 20));
        assertThat(steps(day(49), null, 5, 50)).containsExactly(step(30, 49));
    }

    @Test
    void countsTradingDays() {
        List<LocalDate> mondays =
                IntStream.range(0, 30).mapToObj(FIRST_DAY::plusWeeks).toList();

        List<HistoryStep> steps =
                HistoryStep.of(new History(FIRST_DAY.plusWeeks(22).plusDays(1), null, 5, 20), mondays);

        assertThat(steps)
                .containsExactly(
                        new HistoryStep(FIRST_DAY.plusWeeks(4), FIRST_DAY.plusWeeks(23)),
                        new HistoryStep(FIRST_DAY.plusWeeks(9), FIRST_DAY.plusWeeks(28)));
    }

    @Test
    void refusesNoneAndTooMany() {
        assertThatThrownBy(() -> steps(null, null, 1, 20)).hasMessageStartingWith("history must have at least one day");
        assertThatThrownBy(() -> steps(null, null, 1, 0)).hasMessageStartingWith("history must have at least one day");
        assertThatThrownBy(() -> steps(day(50), null, 1, 50)).hasMessageStartingWith("history must have at least one");
        assertThatThrownBy(() -> steps(null, day(19), 1, 50)).hasMessageStartingWith("history must have at least one");
        assertThat(steps(null, null, 1, 2020)).hasSize(2000);
        assertThatThrownBy(() -> steps(null, null, 1, 2021))
                .hasMessage("history must have at most 2000 steps, not 2001");
    }

    private static List<HistoryStep> steps(@Nullable LocalDate from, @Nullable LocalDate to, int every, int days) {
        return HistoryStep.of(new History(from, to, every, 20), days(days));
    }

    private static List<LocalDate> days(int count) {
        return IntStream.range(0, count).mapToObj(HistoryStepTest::day).toList();
    }

    private static LocalDate day(int index) {
        return FIRST_DAY.plusDays(index);
    }

    private static HistoryStep step(int since, int asOf) {
        return new HistoryStep(day(since), day(asOf));
    }
}
