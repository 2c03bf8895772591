package io.ketstream.results.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ketstream.model.RunId;
import io.ketstream.results.testing.RecordedRun;
import io.ketstream.results.testing.ServiceTest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FollowIT extends ServiceTest {

    @Test
    void aRunIsToldFromItsStartWhileItGoesOnAndTheStreamEndsWithIt() throws Exception {
        var recorded = RecordedRun.of(RunId.random(), 30);
        List<RecordedRun.Sent> all = recorded.all();
        String path = "/api/v1/runs/" + recorded.run();
        all.subList(0, 20).forEach(this::send);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(json(path).at("/iterations").asInt(0)).isPositive());
        CompletableFuture<HttpResponse<String>> stream = CompletableFuture.supplyAsync(() -> get(path + "/events"));
        all.subList(20, all.size()).forEach(this::send);

        String told = stream.get(30, TimeUnit.SECONDS).body();
        List<String> ids = told.lines().filter(line -> line.startsWith("id:")).toList();
        assertThat(iterations(told))
                .isEqualTo(IntStream.rangeClosed(1, 30).boxed().toList());
        assertThat(ids.getLast()).isEqualTo("id:30/SUCCEEDED");
        assertThat(told.lines().filter("event:status"::equals).count()).isBetween(2L, 5L);

        String rest = exchange(request(path + "/events").header("Last-Event-ID", "27/RUNNING"))
                .body();
        assertThat(iterations(rest)).containsExactly(28, 29, 30);
        assertThat(exchange(request(path + "/events").header("Last-Event-ID", "30/SUCCEEDED"))
                        .body())
                .doesNotContain("event:");
        assertThat(exchange(request(path + "/events").header("Last-Event-ID", "soon"))
                        .statusCode())
                .isEqualTo(422);
    }

    private static List<Integer> iterations(String told) {
        List<String> lines = told.lines().toList();
        return IntStream.range(0, lines.size())
                .filter(i -> lines.get(i).equals("event:iteration"))
                .mapToObj(i -> lines.get(i - 1).replaceAll("id:(\\d+).*", "$1"))
                .map(Integer::valueOf)
                .toList();
    }
}
