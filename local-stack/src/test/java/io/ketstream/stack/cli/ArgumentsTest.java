package io.ketstream.stack.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ketstream.stack.PortPlan;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {
    @Test
    void aCommandAloneHasNothingElse() {
        assertThat(parse("up")).isEqualTo(new Arguments(Command.UP, null, null, null));
    }

    @Test
    void optionsStandBeforeOrAfterTheOperand() {
        Arguments expected = new Arguments(Command.WATCH, "some-run", Path.of("elsewhere"), null);
        assertThat(parse("watch", "some-run", "--data", "elsewhere")).isEqualTo(expected);
        assertThat(parse("watch", "--data", "elsewhere", "some-run")).isEqualTo(expected);
    }

    @Test
    void portsAreFreeOrConsecutiveOrLeftToTheCommand() {
        assertThat(parse("up", "--ports", "auto").ports()).isEqualTo(PortPlan.free());
        assertThat(parse("up", "--ports-from", "9001").ports()).isEqualTo(new PortPlan.Consecutive(9001));
        assertThat(parse("up").portsOr(PortPlan.defaults())).isEqualTo(new PortPlan.Consecutive(8081));
    }

    @Test
    void standardInputIsAnOperand() {
        assertThat(parse("submit", "-").operand()).isEqualTo("-");
    }

    @Test
    void nothingAtAllAsksForHelp() {
        assertThat(parse().command()).isEqualTo(Command.HELP);
        assertThat(parse("up", "--help").command()).isEqualTo(Command.HELP);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    dance                    | Unknown command 'dance'
                    up --fast                | Unknown option --fast
                    up now                   | 'now' is too much for up
                    submit                   | submit needs a FILE
                    watch one two            | 'two' is too much for watch
                    up --data                | --data needs a value
                    up --ports-from          | --ports-from needs a value
                    up --ports-from many     | --ports-from needs a port number, not many
                    up --ports-from 65533    | Ports begin between 1 and 65531, not at 65533
                    up --ports-from 0        | Ports begin between 1 and 65531, not at 0
                    up --ports some          | --ports is auto or default, not some
                    """)
    void whatCannotBeUnderstoodIsNamed(String line, String complaint) {
        assertThatThrownBy(() -> parse(line.split(" ")))
                .isInstanceOf(Arguments.UsageException.class)
                .hasMessageContaining(complaint);
    }

    private static Arguments parse(String... words) {
        return Arguments.parse(words);
    }
}
