package io.ketstream.results.run.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CsvWriterTest {

    @Test
    void whatWouldBreakALineIsQuoted() throws IOException {
        var output = new ByteArrayOutputStream();
        var csv = new CsvWriter(output);
        csv.line("plain", "a,b", "say \"yes\"", "two\nlines", null, "ψ");
        csv.line(1, 0.1 + 0.2, Long.MIN_VALUE, true);
        csv.flush();
        assertThat(output.toString(StandardCharsets.UTF_8))
                .isEqualTo("plain,\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\",,ψ\r\n"
                        + "1,0.30000000000000004,-9223372036854775808,true\r\n");
    }
}
