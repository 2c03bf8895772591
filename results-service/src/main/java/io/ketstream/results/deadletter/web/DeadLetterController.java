package io.ketstream.results.deadletter.web;

import io.ketstream.model.Rules;
import io.ketstream.results.deadletter.AlreadyRedrivenException;
import io.ketstream.results.deadletter.BrokerUnavailableException;
import io.ketstream.results.deadletter.DeadLetterPage;
import io.ketstream.results.deadletter.DeadLetterQueries;
import io.ketstream.results.deadletter.DeadLetterTopics;
import io.ketstream.results.deadletter.DeadLetterView;
import io.ketstream.results.deadletter.PageCursor;
import io.ketstream.results.deadletter.RecordPosition;
import io.ketstream.results.deadletter.Redriven;
import io.ketstream.results.deadletter.Redrives;
import io.ketstream.support.web.ApiException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/api/v1/dead-letters", produces = MediaType.APPLICATION_JSON_VALUE)
@Tag(name = "Dead letters", description = "Records that a service could not process")
class DeadLetterController {

    private static final Logger log = LoggerFactory.getLogger(DeadLetterController.class);
    private static final int MOST = 100;

    private final DeadLetterQueries letters;
    private final Redrives redrives;

    DeadLetterController(DeadLetterQueries letters, Redrives redrives) {
        this.letters = letters;
        this.redrives = redrives;
    }

    @GetMapping
    @Operation(
            summary = "Dead letters, newest first",
            description =
                    "Of every topic or of one, such as ketstream.problems.dlt. Of a value 2048 bytes are shown, of"
                            + " a key and of a reason 512. The next page is asked for with `cursor`; letters that came since the"
                            + " first page are not among it.")
    @ApiResponse(responseCode = "200", description = "the letters")
    @ApiResponse(responseCode = "404", description = "there is no such dead-letter topic")
    @ApiResponse(responseCode = "503", description = "Kafka or the database does not answer now; try again")
    DeadLetterPage deadLetters(
            @RequestParam @Nullable String topic,
            @RequestParam(defaultValue = "20") int limit,
            @RequestParam @Nullable String cursor) {
        Rules.within("limit", limit, 1, MOST);
        List<String> topics = topic == null ? DeadLetterTopics.all() : List.of(known(topic));
        PageCursor after = cursor == null ? null : PageCursor.parse(cursor);
        return answer(() -> letters.page(topics, limit, after));
    }

    @GetMapping("/{topic}/{partition}/{offset}")
    @Operation(summary = "A dead letter, all of it")
    @ApiResponse(responseCode = "200", description = "the letter")
    @ApiResponse(responseCode = "404", description = "there is no such dead letter, or no longer")
    @ApiResponse(responseCode = "503", description = "Kafka or the database does not answer now; try again")
    DeadLetterView deadLetter(@PathVariable String topic, @PathVariable int partition, @PathVariable long offset) {
        RecordPosition position = position(topic, partition, offset);
        return answer(() -> letters.view(position)).orElseThrow(() -> notFound(position));
    }

    @PostMapping("/{topic}/{partition}/{offset}/redrive")
    @Operation(
            summary = "Send a dead letter to the topic that it came from",
            description = "With its key, value and headers, and one more, ketstream-redriven-from. Every service that"
                    + " reads the topic gets it. Answered once Kafka has it; after a 503 it may have been sent all the"
                    + " same, and to ask again is harmless.")
    @ApiResponse(responseCode = "200", description = "sent; where it stands now")
    @ApiResponse(responseCode = "404", description = "there is no such dead letter, or no longer")
    @ApiResponse(responseCode = "409", description = "it was sent before; again=true sends it once more")
    @ApiResponse(responseCode = "503", description = "Kafka or the database does not answer now; try again")
    Redriven redrive(
            @PathVariable String topic,
            @PathVariable int partition,
            @PathVariable long offset,
            @RequestParam(defaultValue = "false") boolean again) {
        RecordPosition position = position(topic, partition, offset);
        Redriven redriven;
        try {
            redriven = answer(() -> redrives.redrive(position, again)).orElseThrow(() -> notFound(position));
        } catch (AlreadyRedrivenException e) {
            throw ApiException.conflict(e.getMessage() + ". Ask with again=true to send it once more.");
        }
        log.atInfo()
                .addKeyValue("letter", position)
                .addKeyValue("to", redriven.to())
                .addKeyValue("times", redriven.times())
                .log("dead letter re-driven");
        return redriven;
    }

    private static RecordPosition position(String topic, int partition, long offset) {
        return new RecordPosition(
                known(topic),
                Rules.within("partition", partition, 0, Integer.MAX_VALUE),
                Rules.within("offset", offset, 0, Long.MAX_VALUE));
    }

    private static String known(String topic) {
        if (DeadLetterTopics.original(topic).isEmpty()) {
            throw ApiException.notFound("There is no dead-letter topic " + topic + ".");
        }
        return topic;
    }

    private static ApiException notFound(RecordPosition position) {
        return ApiException.notFound("There is no dead letter " + position + ", or it is there no longer.");
    }

    private static <T> T answer(Supplier<T> question) {
        try {
            return question.get();
        } catch (BrokerUnavailableException e) {
            log.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .addKeyValue("cause", e.getCause())
                    .log("Kafka did not answer");
            throw ApiException.unavailable("Kafka does not answer now. Try again.");
        }
    }
}
