package io.ketstream.benchmarks.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportTest {
    private static final Machine MACHINE = new Machine("a processor", 2, "AVX2", "Linux 6", "Java 25", 0.1, 2);

    private final Workload dense = Figures.dense(12);

    @Test
    void theTableHasSecondsAndRatios() {
        assertThat(ReportMarkdown.of(report()))
                .contains("| workload | threads | Ketstream f64 | QOKit C |")
                .contains("| W1 n=12 | 1 | **0.000200** | 0.000800 (4) |")
                .contains("* Aer is absent: ModuleNotFoundError (W1 n=12).")
                .contains("* Left out: bv_n140: more than 27 qubits.")
                .contains("| W1 n=12: fastest peer / Ketstream f64, 1 thread |  | ≥ 3 | not measured: ")
                .contains(" more goals are about workloads that this call left out")
                .doesNotContain("W1 n=24");
    }

    @Test
    void theJsonHasGoalsAndMachine() {
        JsonNode root = JsonMapper.shared().readTree(ReportJson.goals(report()));

        assertThat(root.get("machine").get("processor").asString()).isEqualTo("a processor");
        assertThat(root.get("goals")).isNotEmpty().allSatisfy(goal -> {
            assertThat(goal.has("name") && goal.has("ratio") && goal.has("goal"))
                    .isTrue();
            assertThat(goal.get("ratio").isNull()).isTrue();
            assertThat(goal.get("met").asBoolean()).isFalse();
        });
    }

    @Test
    void thePictureHasAMarkForEveryFigure() {
        assertThat(ReportPicture.of(report()))
                .startsWith("<svg ")
                .contains(">W1 n=12<")
                .contains(">QOKit C<")
                .contains(">4 ×<");
    }

    @Test
    void ratiosAreShort() {
        assertThat(ReportMarkdown.number(30)).isEqualTo("30");
        assertThat(ReportMarkdown.number(100.4)).isEqualTo("100");
        assertThat(ReportMarkdown.number(12.34)).isEqualTo("12.3");
        assertThat(ReportMarkdown.number(0.123)).isEqualTo("0.12");
    }

    @Test
    void secondsHaveThreeDigits() {
        assertThat(ReportMarkdown.seconds(12.3456)).isEqualTo("12.3");
        assertThat(ReportMarkdown.seconds(0.0123456)).isEqualTo("0.0123");
        assertThat(ReportMarkdown.seconds(0.000176)).isEqualTo("0.000176");
        assertThat(ReportMarkdown.seconds(234.5)).isEqualTo("235");
    }

    @Test
    void thePrototypesLineIsRead() throws ContenderFailure {
        Participant.Prepared prepared = PrototypeParticipant.parse(
                "proto3 W1 n=16 T=1 k=10 med 0.002840 min 0.001741 s (setup 0.0711) 4.43 ns/amp/layer E=7.1381270612");

        assertThat(prepared.seconds()).isEqualTo(0.00284);
        assertThat(prepared.values().first()).isEqualTo(7.1381270612);
        assertThatExceptionOfType(ContenderFailure.class)
                .isThrownBy(() -> PrototypeParticipant.parse("Illegal instruction"));
    }

    private Report report() {
        var outcome = new Outcome();
        outcome.add(Figures.figure(dense, Contender.KETSTREAM, 0.0002));
        outcome.add(Figures.figure(dense, Contender.QOKIT, 0.0008));
        outcome.addAbsence(new Absence(Contender.AER, "W1 n=12", 1, "ModuleNotFoundError"));
        return new Report(
                MACHINE,
                outcome,
                Goals.judge(outcome, List.of(dense), List.of(1)),
                Agreement.disagreements(outcome.figures()),
                List.of(),
                List.of("bv_n140: more than 27 qubits"),
                List.of());
    }
}
