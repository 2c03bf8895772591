package io.ketstream.benchmarks.compare;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// A contender in a process of its own: a line of JSON to its standard input, a line from its standard output.
///
/// | request | answer |
/// |---|---|
/// | `{"do": "prepare", "file", "warmUp"}` | `{"seconds", "values"}`: of one evaluation, and what all must agree on |
/// | `{"do": "measure", "repetitions"}` | `{"seconds": […]}`, one by one |
/// | `{"do": "release"}` | `{}`; its memory is free |
///
/// or `{"failed": reason}`. It ends with its standard input.
final class ContenderProcess implements Participant {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String END = "";
    private static final long GOODBYE_SECONDS = 5;

    private final Process process;
    private final Writer input;
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final long patienceSeconds;

    /// @param log takes its standard error
    ContenderProcess(List<String> command, Map<String, String> environment, Path log, long patienceSeconds)
            throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        this.process = builder.start();
        this.input = process.outputWriter(StandardCharsets.UTF_8);
        this.patienceSeconds = patienceSeconds;
        Thread.ofVirtual().name("answers").start(this::listen);
    }

    private void listen() {
        try (var reader = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                answers.add(line);
            }
        } catch (IOException closed) {
            answers.add(END);
        }
        answers.add(END);
    }

    @Override
    public Prepared prepare(Path workload, double warmUpSeconds) throws ContenderFailure, InterruptedException {
        JsonNode answer =
                ask(request("prepare").put("file", workload.toString()).put("warmUp", warmUpSeconds));
        return new Prepared(answer.get("seconds").asDouble(), Values.of(answer.get("values")));
    }

    @Override
    public double[] measure(int repetitions) throws ContenderFailure, InterruptedException {
        JsonNode seconds =
                ask(request("measure").put("repetitions", repetitions)).get("seconds");
        return seconds.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    @Override
    public void release() throws ContenderFailure, InterruptedException {
        ask(request("release"));
    }

    private static ObjectNode request(String what) {
        return JSON.createObjectNode().put("do", what);
    }

    private JsonNode ask(ObjectNode request) throws ContenderFailure, InterruptedException {
        String line;
        try {
            input.write(JSON.writeValueAsString(request) + "\n");
            input.flush();
            line = answers.poll(patienceSeconds, TimeUnit.SECONDS);
        } catch (IOException gone) {
            line = END;
        }
        if (line == null) {
            process.destroyForcibly();
            throw new ContenderFailure("no answer within " + patienceSeconds + " s");
        }
        if (line.equals(END)) {
            process.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS);
            throw new ContenderFailure("its process ended" + (process.isAlive() ? "" : " with " + process.exitValue()));
        }
        JsonNode answer;
        try {
            answer = JSON.readTree(line);
        } catch (JacksonException notJson) {
            process.destroyForcibly();
            throw new ContenderFailure("it said " + line);
        }
        if (answer.has("failed")) {
            throw new ContenderFailure(answer.get("failed").asString());
        }
        return answer;
    }

    @Override
    public boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        try {
            input.close();
            if (!process.waitFor(GOODBYE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException gone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
