package io.ketstream.optimizer.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.ketstream.optimizer.learning.kernel.StoppingRule;
import org.junit.jupiter.api.Test;

class VersionsTest {

    @Test
    void whatWasBegunBeforeTheBudgetFitsAsItDid() {
        assertThat(TrainingVersion.of("training/1").map(TrainingVersion::stoppingRule))
                .contains(StoppingRule.FINEST);
        assertThat(TrainingVersion.of("training/2").map(TrainingVersion::stoppingRule))
                .contains(StoppingRule.FINEST);
        assertThat(TrainingVersion.of("training/3").map(TrainingVersion::stoppingRule))
                .contains(StoppingRule.current());
        assertThat(SearchVersion.of("search/1").map(SearchVersion::stoppingRule))
                .contains(StoppingRule.FINEST);
        assertThat(SearchVersion.of("search/2").map(SearchVersion::stoppingRule))
                .contains(StoppingRule.current());
        assertThat(SearchVersion.of("search/3")).isEmpty();
    }
}
