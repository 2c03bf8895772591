package io.ketstream.ingestion.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.ketstream.model.Digest;
import io.ketstream.model.InvalidValueException;
import io.ketstream.model.learning.ColumnType;
import io.ketstream.model.learning.NumberSummary;
import io.ketstream.model.learning.TableColumn;
import io.ketstream.model.learning.TableDescription;
import io.ketstream.model.learning.TableWarning;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetsTest {

    private static final ColumnTypes READ = new ColumnTypes(List.of(), List.of());
    private static final DatasetLimits LIMITS = new DatasetLimits(1 << 20, 50_000, 4, 3);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Instant now = Instant.EPOCH;
    private final Datasets datasets = of(LIMITS);

    private Datasets of(DatasetLimits limits) {
        return new Datasets(new HeldDatasets(), limits, new DatasetMetrics(meters), () -> now);
    }

    private Dataset load(String csv) throws IOException {
        return datasets.replace("name", stream(csv), READ);
    }

    private static InputStream stream(String csv) {
        return new ByteArrayInputStream(csv.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void describesWhatIsInATable() throws IOException {
        TableDescription table = load("""
                id,size,colour,kind
                1, 1.5,red,
                2,-2,"green, light",a
                3,,red,a
                4,2e0,,a
                """).table().description();

        assertThat(table.rows()).isEqualTo(4);
        assertThat(table.columns().get(0).type()).isEqualTo(ColumnType.NUMBER);
        assertThat(table.columns().get(1).missing()).isOne();
        NumberSummary size = Objects.requireNonNull(table.columns().get(1).numbers());
        assertThat(List.of(size.min(), size.max())).containsExactly(-2.0, 2.0);
        // a sum of three numbers
        assertThat(size.mean()).isCloseTo(0.5, within(1e-15));
        assertThat(size.deviation()).isCloseTo(Math.sqrt(9.5 / 3), within(1e-15));
        assertThat(table.columns().get(2))
                .isEqualTo(TableColumn.ofCategories("colour", 1, Map.of("red", 2L, "green, light", 1L)));
        assertThat(table.warnings())
                .containsExactly(
                        new TableWarning(TableWarning.Kind.UNIQUE, "id", null),
                        new TableWarning(TableWarning.Kind.CONSTANT, "kind", null));
    }

    @Test
    void findsColumnsThatTellOthers() throws IOException {
        String rows = IntStream.range(0, 12)
                .mapToObj(i -> i % 3 + "," + (i % 3 == 2 ? "b" : "a") + "," + i % 3 + ".0," + (i < 6 ? "x" : "y"))
                .collect(Collectors.joining("\n"));

        TableDescription table =
                load("code,kind,again,half\n" + rows + "\n0,a,0,x\n").table().description();

        assertThat(table.duplicateRows()).isEqualTo(7);
        assertThat(table.warnings())
                .containsExactly(
                        new TableWarning(TableWarning.Kind.SAME, "again", "code"),
                        new TableWarning(TableWarning.Kind.DETERMINES, "code", "kind"),
                        new TableWarning(TableWarning.Kind.DETERMINES, "again", "kind"));
    }

    /// Whatever program wrote it: the digest is of the values, and anyone can compute it.
    @Test
    void hasOneDigestForOneTable() throws IOException {
        Dataset first = load("a,b\n1,x\n-0,\n");
        Dataset again = load("\uFEFF\"a\",b\r\n1.0 ,\"x\"\r\n0.00,\r\n\r\n");

        assertThat(again).isEqualTo(first);
        assertThat(first.table().digest()).isEqualTo(Digest.of("\"a\",\"b\"\r\n1.0,\"x\"\r\n0.0,\r\n"));
        var written = new ByteArrayOutputStream();
        datasets.write(first.table(), written);
        assertThat(Digest.of(written.toByteArray())).isEqualTo(first.table().digest());
        assertThat(written.size()).isEqualTo(first.table().bytes());
        assertThat(datasets.rows(first.table(), 0, 10).items())
                .containsExactly(List.of(1.0, "x"), Arrays.asList(0.0, null));
        assertThat(load("a,b\n1,x\n0.5,\n").version()).isEqualTo(2);
        assertThat(uploads("stored")).isEqualTo(2);
        assertThat(uploads("unchanged")).isOne();
    }

    @Test
    void takesDigitsForCategoriesWhereItIsToldSo() throws IOException {
        String digits = "x,kind\n1,0\n2,1\n3,0\n";

        Dataset told = datasets.replace("told", stream(digits), new ColumnTypes(List.of("x"), List.of("kind")));

        assertThat(told.table().description().columns().get(1))
                .isEqualTo(TableColumn.ofCategories("kind", 0, Map.of("0", 2L, "1", 1L)));
        assertThat(told.table().digest()).isNotEqualTo(load(digits).table().digest());
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> datasets.replace("told", stream(digits), new ColumnTypes(List.of(), List.of("y"))))
                .withMessage("category is not a column of the table: 'y'");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> new ColumnTypes(List.of("x"), List.of("x")))
                .withMessage("category has 'x', as number has");
        assertThatExceptionOfType(InvalidTableException.class)
                .isThrownBy(() -> datasets.replace(
                        "told", stream("x,kind\n1,a\n,b\n"), new ColumnTypes(List.of("kind"), List.of())))
                .withMessage("line 2: column 'kind': 'a' is not a number");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                         | line 1: a header
            a                          | line 1: a header
            a,a\\n1,2                  | line 1: column 'a': is in the header twice
            a,\\n1,2                   | line 1: column 2: a name has 1 to 64 characters
            a," b"\\n1,2               | line 1: column 2: a name has 1 to 64 characters
            a,"b,c"\\n1,2              | line 1: column 2: a name has 1 to 64 characters
            a,b,c,d,e\\n1,2,3,4,5      | line 1: has more than 4 fields
            a,b\\n1,2\\n1              | line 3: has 1 fields, not 2
            a,b\\n1,2\\n1,2,3          | line 3: has 3 fields, not 2
            a,b\\n1,2\\n\\n1,2         | line 3: is empty, but more lines follow
            a,b\\n1,2\\n1,NaN          | line 3: column 'b': 'NaN' is not a finite number
            a,b\\n1,-Infinity\\n1,2    | line 2: column 'b': '-Infinity' is not a finite number
            a,b\\n1,2\\n1,x\\n1,3      | line 3: column 'b': 'x' is not a number, but other fields are
            a,b\\n1,x\\n1,3            | line 2: column 'b': 'x' is not a number, but other fields are
            a,b\\n1,1e999              | line 2: column 'b': '1e999' is beyond
            a,b\\n1,0x1p3\\n1,3        | line 2: column 'b': '0x1p3' is not a number
            a,b\\n1,\\n2,              | line 1: column 'b': has no value in any row
            a,b\\n1,r\\n1,s\\n1,t\\n1,u | line 5: column 'b': has more than 3 categories
            a,b\\n1,"r\ts"             | line 2: column 'b': a category has at most 200 characters
            """)
    void saysWhatIsWrongAndKeepsWhatThereIs(String text, String message) throws IOException {
        Dataset before = load("a,b\n1,x\n");

        assertThatExceptionOfType(InvalidTableException.class)
                .isThrownBy(() -> load(text.replace("\\n", "\n")))
                .withMessageStartingWith(message);

        assertThat(datasets.find("name")).contains(before);
        assertThat(uploads("refused")).isOne();
    }

    /// Comes a byte at a time.
    private abstract static class Trickle extends InputStream {
        private final InputStream text;

        private Trickle(String text) {
            this.text = stream(text);
        }

        abstract void beforeByte() throws IOException;

        @Override
        public int read() throws IOException {
            beforeByte();
            return text.read();
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int first = read();
            if (first < 0) {
                return -1;
            }
            target[offset] = (byte) first;
            return 1;
        }
    }

    /// Each upload begins another one when it is read.
    @Test
    void readsFourTablesAtATime() throws IOException {
        var outer = new Trickle("a,b\n1,x\n") {
            private int uploads;

            @Override
            void beforeByte() throws IOException {
                if (++uploads < 5) {
                    datasets.replace("name", this, READ);
                }
            }
        };

        assertThatExceptionOfType(UploadsBusyException.class)
                .isThrownBy(() -> datasets.replace("name", outer, READ))
                .withMessage("4 data sets are being loaded now.");
        assertThat(load("a,b\n1,x\n").version()).isOne();
    }

    /// A byte a minute; nobody's turn is held for longer.
    @Test
    void refusesATableThatArrivesTooSlowly() throws IOException {
        var slow = new Trickle("a,b\n1,x\n") {
            @Override
            void beforeByte() {
                now = now.plus(Duration.ofMinutes(1));
            }
        };

        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> datasets.replace("name", slow, READ))
                .withMessage("table must arrive within 5 minutes");
        assertThat(load("a,b\n1,x\n").version()).isOne();
    }

    @Test
    void showsWholeCharactersOfALongField() {
        assertThatExceptionOfType(InvalidTableException.class)
                .isThrownBy(() -> load("a,b\n1,2\n1," + "x".repeat(39) + "😀\n"))
                .withMessageStartingWith("line 3: column 'b': '" + "x".repeat(39) + "…' is not a number");
    }

    @Test
    void refusesTooManyCategoriesInAllColumns() {
        Datasets wide = of(new DatasetLimits(1 << 20, 10, 30, 12));
        String rows = IntStream.rangeClosed(0, 3)
                .mapToObj(i ->
                        IntStream.range(0, 21).mapToObj(j -> "c" + (i * 21 + j)).collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));

        assertThatExceptionOfType(InvalidTableException.class)
                .isThrownBy(() -> wide.replace("name", stream(rows), READ))
                .withMessage("line 4: column 'c18': the table has more than 60 categories; leave columns out");
    }

    @Test
    void refusesATableWithoutRowsAndBytesThatAreNoText() {
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> load("a,b\n"))
                .withMessage("table must have at least one row");
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> datasets.replace("a b", stream("a,b\n1,2\n"), READ))
                .withMessageStartingWith("name must have");
        assertThatExceptionOfType(CharacterCodingException.class)
                .isThrownBy(() -> datasets.replace(
                        "name", new ByteArrayInputStream("a,b\n1,ä\n".getBytes(StandardCharsets.ISO_8859_1)), READ));
        assertThat(uploads("refused")).isEqualTo(2);
    }

    /// Of a million rows, which are made while they are read.
    @Test
    void refusesMoreThanADataSetMayHave() {
        var large = new DatasetLimits(32 << 20, 100_000, 4, 3);
        var lines = new GeneratedTable(1_000_000);

        assertThatExceptionOfType(TableTooLargeException.class)
                .isThrownBy(() -> of(large).replace("name", lines, READ))
                .withMessage("The table has more than 100000 rows.");
        assertThatExceptionOfType(TableTooLargeException.class)
                .isThrownBy(() -> datasets.replace("name", new GeneratedTable(1_000_000), READ))
                .withMessage("The table has more than 1048576 bytes.");
    }

    @Test
    void readsPagesAcrossParts() throws IOException {
        Datasets many = of(new DatasetLimits(32 << 20, 200_000, 4, 3));

        TableVersion table =
                many.replace("name", new GeneratedTable(150_000), READ).table();

        Paged<? extends List<?>> page = many.rows(table, 99, 1_000);
        assertThat(page.total()).isEqualTo(150_000);
        assertThat(page.items()).hasSize(1_000);
        assertThat(page.items().getFirst().getFirst()).isEqualTo(99_000.0);
        assertThat(page.items().getLast().getFirst()).isEqualTo(99_999.0);
        assertThat(many.rows(table, 149, 1_001).items()).hasSize(851);
        assertThat(many.rows(table, 150, 1_000).items()).isEmpty();
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> many.rows(table, 0, 50_001))
                .withMessage("size times 2 columns must be at most 100000");
        assertThat(table.description().duplicateRows()).isZero();
    }

    @Test
    void refusesAPageOfTooManyCharacters() throws IOException {
        String longest = "x".repeat(200);
        Datasets wide = of(new DatasetLimits(32 << 20, 1_000, 100, 20));
        String header = IntStream.range(0, 100).mapToObj(j -> "c" + j).collect(Collectors.joining(","));
        String row = Stream.generate(() -> longest).limit(100).collect(Collectors.joining(","));
        String lines = Stream.generate(() -> row).limit(300).collect(Collectors.joining("\n"));

        TableVersion table =
                wide.replace("name", stream(header + "\n" + lines), READ).table();

        assertThat(wide.rows(table, 1, 200).items()).hasSize(100);
        assertThatExceptionOfType(InvalidValueException.class)
                .isThrownBy(() -> wide.rows(table, 0, 207))
                .withMessage("size must be less: these rows have more than 4194304 characters");
    }

    @Test
    void doesNotTakeHalfATableForTheWhole() throws IOException {
        var store = new HeldDatasets();
        var held = new Datasets(store, LIMITS, new DatasetMetrics(meters), () -> now);
        TableVersion table = held.replace("name", stream("a,b\n1,x\n"), READ).table();
        store.forget(table.digest());

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> held.write(table, new ByteArrayOutputStream()))
                .withMessage("the version was deleted while it was read");
    }

    private double uploads(String outcome) {
        return meters.counter("ketstream.datasets.uploads", "outcome", outcome).count();
    }
}
