package io.ketstream.benchmarks.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One run of the system as the probes saw it: its questions and answers in order of their sequence numbers, each at
/// its first arrival.
final class ObservedRun {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final List<Arrival> questions;
    private final List<Arrival> answers;
    private final List<JsonNode> results;

    private ObservedRun(List<Arrival> questions, List<Arrival> answers, List<JsonNode> results) {
        this.questions = questions;
        this.answers = answers;
        this.results = results;
    }

    /// @throws IllegalStateException when a question or an answer is missing
    static ObservedRun of(List<Arrival> questions, List<Arrival> answers) {
        SortedMap<Integer, Arrival> asked = bySequence(questions);
        SortedMap<Integer, Arrival> answered = bySequence(answers);
        if (!isComplete(asked, answered)) {
            throw new IllegalStateException("a run of " + asked.size() + " questions had " + answered.size()
                    + " answers, or their sequence has holes");
        }
        List<JsonNode> results = answered.values().stream()
                .map(arrival -> JSON.readTree(arrival.sent().value()))
                .toList();
        return new ObservedRun(new ArrayList<>(asked.values()), new ArrayList<>(answered.values()), results);
    }

    /// Whether every question from the first on is there, and its answer.
    static boolean isComplete(List<Arrival> questions, List<Arrival> answers) {
        return isComplete(bySequence(questions), bySequence(answers));
    }

    private static boolean isComplete(SortedMap<Integer, Arrival> asked, SortedMap<Integer, Arrival> answered) {
        return !asked.isEmpty() && asked.keySet().equals(answered.keySet()) && asked.lastKey() == asked.size();
    }

    Trace trace() {
        return new Trace(
                questions.stream().map(Arrival::nanos).toList(),
                answers.stream().map(Arrival::nanos).toList());
    }

    int questions() {
        return questions.size();
    }

    Arrival question(int place) {
        return questions.get(place);
    }

    Arrival answer(int place) {
        return answers.get(place);
    }

    /// Internal (minimised) energy of the first question's first point.
    double firstEnergy() {
        return results.getFirst().path("results").path(0).path("value").asDouble(Double.NaN);
    }

    /// From the question's broker timestamp to the start of its computation, by the service's own clock; resolution
    /// 1 ms, so that only its mean says something.
    Distribution queued() {
        return seconds("queuedSeconds");
    }

    /// The computation, by the service's own clock.
    Distribution computed() {
        return seconds("runSeconds");
    }

    /// Mean microseconds an iteration from the broker's timestamps of the first and the last question.
    double meanByBrokerTime() {
        long first = questions.getFirst().sent().timestamp();
        long last = questions.getLast().sent().timestamp();
        return (last - first) * 1e3 / (questions.size() - 1);
    }

    private Distribution seconds(String field) {
        return Distribution.of(results.stream()
                .mapToDouble(result -> result.path(field).asDouble(Double.NaN) * 1e6)
                .toArray());
    }

    private static SortedMap<Integer, Arrival> bySequence(List<Arrival> arrivals) {
        SortedMap<Integer, Arrival> sorted = new TreeMap<>();
        for (Arrival arrival : arrivals) {
            JsonNode event = JSON.readTree(arrival.sent().value());
            String[] id = event.path("requestId").asString("").split("/", -1);
            if (id.length != 3) {
                throw new IllegalStateException("not a question or an answer: " + event);
            }
            sorted.putIfAbsent(Integer.parseInt(id[1]), arrival);
        }
        return sorted;
    }
}
