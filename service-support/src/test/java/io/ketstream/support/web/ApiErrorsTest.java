package io.ketstream.support.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.webmvc.test.autoconfigure.AutoConfigureMockMvc;
import org.springframework.context.annotation.Import;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@SpringBootTest(
        classes = ApiErrorsTest.TestApplication.class,
        properties = {
            "spring.application.name=test",
            "management.endpoint.health.group.readiness.include=readinessState",
            "ketstream.http.max-body-size=4KB"
        })
@AutoConfigureMockMvc
class ApiErrorsTest {

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private MockMvc mvc;

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"problem":{"type":"maxcut","nodes":1,"edges":[[0,1,1]]}}                     | 422 | problem.nodes
            {"problem":{"type":"maxcut","nodes":3,"edges":[[0,1,1],[1,7,1]]}}             | 422 | problem.edges[1][1]
            {"problem":{"type":"maxcut","nodes":3,"edges":[[0,1,1],[1,0,1]]}}             | 422 | problem.edges[1]
            {"problem":{"type":"maxcut","nodes":3}}                                       | 422 | problem.edges
            {"problem":{"type":"maxcut","edges":[[0,1,1]]}}                               | 422 | problem.nodes
            {"problem":{"type":"maxcut","nodes":"three","edges":[[0,1,1]]}}               | 400 | problem.nodes
            {"problem":{"type":"maxcut","nodes":3,"edges":[[0,1,"NaN"]]}}                 | 422 | problem.edges[0][2]
            {"problem":{"type":"maxcut","nodes":3,"edges":[[0,1]]}}                       | 422 | problem.edges[0].weight
            {"problem":{"type":"maxcut","nodes":3.5,"edges":[[0,1,1]]}}                   | 400 | problem.nodes
            {"problem":{"type":"maxcut","nodes":99999999999,"edges":[[0,1,1]]}}           | 422 | problem.nodes
            {"problem":{"type":"maxcut","nodes":3,"edges":[[0,99999999999,1]]}}           | 422 | problem.edges[0]
            {"problem":{"type":"maxcut","nodes":3,"edges":[[0,1,1]]},"seed":9223372036854775808} | 422 | seed
            {"problem":{"type":"maxcut","nodes":3,"edges":[[0,1,1]]},"seed":1e30}         | 400 | seed
            {"seed":-99999999999999999999,"problem":{"type":"classification","dataset":"d","target":"t"}} | 422 | seed
            {"problem":{"type":"maxcut","nodes":3,"edges":[[0,1,1]]},"optimizer":{"type":"spsa","maxIterations":-3000000000}} | 422 | optimizer.maxIterations
            {"problem":{"type":"maxcut","nodes":3,"edges":[[0,1,1]],"colour":1}}          | 400 | problem.colour
            {"problem":{"type":"sudoku"}}                                                 | 422 | problem.type
            {"problem":{}}                                                                | 422 | problem.type
            {}                                                                            | 422 | problem
            {"problem":{"type":"qubo","variables":2,"linear":[1]}}                        | 422 | problem.linear
            {"problem":{"type":"qubo","variables":2,"linear":[1,1e999]}}                  | 422 | problem.linear[1]
            {"problem":{"type":"hamiltonian","qubits":2,"terms":[{"pauli":"ZQ","coefficient":1}]}} | 422 | problem.terms[0].pauli
            {"problem":{"type":"hamiltonian","qubits":2,"terms":[{"coefficient":1}]}}     | 422 | problem.terms[0].pauli
            {"problem":{"type":"hamiltonian","qubits":1,"terms":[{"pauli":"X","coefficient":1}]},"ansatz":{"type":"qaoa"}} | 422 | ansatz.type
            {"problem":{"type":"ising","spins":2,"J":[[0,1,1]]},"optimizer":{"type":"spsa","maxIterations":0}} | 422 | optimizer.maxIterations
            {"problem":{"type":"ising","spins":2,"J":[[0,1,1]]},"optimizer":{"type":"spsa","wings":2}} | 422 | optimizer.wings
            {"problem":{"type":"ising","spins":2,"J":[[0,1,1]]},"optimizer":{"type":"gradient-free"}} | 422 | optimizer.type
            {"problem":{"type":"ising","spins":2,"J":[[0,1,1]]},"optimizer":{"type":"spsa","timeout":"soon"}} | 400 | optimizer.timeout
            {"problem":{"type":"ising","spins":2,"J":[[0,1,1]]},"execution":{"backend":"abacus"}} | 422 | execution.backend
            {"problem":{"type":"ising","spins":2,"J":[[0,1,1]]},"execution":{"objective":{"type":"cvar","alpha":0}}} | 422 | execution.objective.alpha
            {"problem":{"type":"ising","spins":2,"J":[[0,1,1]]},"ansatz":{"type":"qaoa","mixer":"xy-ring"}} | 422 | ansatz.mixer
            {"problem":{"type":"portfolio","symbols":["A","B"],"expectedReturns":[0.1,0.2],"covariance":[[1,2],[2,1]],"riskAversion":1,"cardinality":1}} | 422 | problem.covariance
            {"problem":{"type":"portfolio","symbols":["A","B"],"expectedReturns":[0.1,0.2],"covariance":[[1,0],[0]],"riskAversion":1,"cardinality":1}} | 422 | problem.covariance[1]
            {"problem":{"type":"portfolio","universe":"u","covariance":[[1,0],[0,1]],"riskAversion":1,"cardinality":1}} | 422 | problem.covariance
            {"problem":{"type":"portfolio","universe":"u","symbols":["A",null],"riskAversion":1,"cardinality":1}} | 422 | problem.symbols[1]
            {"problem":{"type":"portfolio","universe":"u","riskAversion":1,"cardinality":1,"constraints":{"mandatory":["A","B",null]}}} | 422 | problem.constraints.mandatory[2]
            {"problem":{"type":"portfolio","universe":"u","riskAversion":1,"cardinality":1,"constraints":{"forbidden":[null]}}} | 422 | problem.constraints.forbidden[0]
            {"problem":{"type":"portfolio","universe":"u","riskAversion":1,"cardinality":1,"constraints":{"groups":[null]}}} | 422 | problem.constraints.groups[0]
            {"problem":{"type":"portfolio","universe":"u","riskAversion":1,"cardinality":1,"constraints":{"groups":[{"name":"g","symbols":["A",null]}]}}} | 422 | problem.constraints.groups[0].symbols[1]
            {"problem":{"type":"portfolio","universe":"u","riskAversion":1,"cardinality":1,"turnover":{"cost":1,"holding":{"A":null}}}} | 422 | problem.turnover.holding.A
            {"problem":{"type":"maxcut","nodes":3,"edges":[[0,1,1],null]}}                | 422 | problem.edges[1]
            {"problem":{"type":"hamiltonian","qubits":2,"terms":[null]}}                  | 422 | problem.terms[0]
            {"problem":{"type":"qubo","variables":2,"linear":[1,null]}}                   | 422 | problem.linear[1]
            {"problem":{"type":"ising","spins":2,"J":[[0,1,1]]},"ansatz":{"type":"hardware-efficient","rotations":[null]}} | 422 | ansatz.rotations[0]
            {"problem":{"type":"portfolio","universe":"u","asOf":"yesterday","riskAversion":1,"cardinality":1}} | 400 | problem.asOf
            {"problem":{"type":"maxcut","nodes":3,"edges":[[0,1,1]]},"model":{"type":"kernel-ridge"}} | 400 | model
            {"problem":{"type":"maxcut","nodes":3,"edges":[[0,1,1]],"dataset":"d"}}       | 400 | problem.dataset
            {"problem":{"type":"classification","target":"t"}}                            | 422 | problem.dataset
            {"problem":{"type":"classification","dataset":"d"}}                           | 422 | problem.target
            {"problem":{"type":"regression","dataset":"d","target":7}}                    | 400 | problem.target
            {"problem":{"type":"classification","dataset":"d","target":"t","nodes":3}}    | 400 | problem.nodes
            {"problem":{"type":"classification","dataset":"d","target":"t"},"ansatz":{"type":"qaoa"}} | 400 | ansatz
            {"problem":{"type":"classification","dataset":"d","target":"t"},"extra":1}    | 400 | extra
            {"problem":{"type":"classification","dataset":"d","target":"t","validation":{"type":"folds","folds":1}}} | 422 | problem.validation.folds
            {"problem":{"type":"classification","dataset":"d","target":"t","validation":{"type":"none"}}} | 422 | problem.validation.type
            {"problem":{"type":"classification","dataset":"d","target":"t","preprocessing":[{"type":"scale","method":"minmax","low":2,"high":1}]}} | 422 | problem.preprocessing[0].high
            {"problem":{"type":"kernel","dataset":"d","validation":{"type":"folds"}}}     | 400 | problem.validation
            {"problem":{"type":"kernel","dataset":"d"},"model":{"type":"kernel-ridge","kernel":{"type":"fidelity","featureMap":{"type":"z"}}}} | 422 | model.type
            {"problem":{"type":"regression","dataset":"d","target":"t"},"model":{"type":"kernel-matrix","kernel":{"type":"fidelity","featureMap":{"type":"z"}}}} | 422 | model.type
            {"problem":{"type":"regression","dataset":"d","target":"t"},"model":{"type":"kernel-ridge"}} | 422 | model.kernel
            {"problem":{"type":"regression","dataset":"d","target":"t"},"model":{"type":"kernel-ridge","kernel":{"type":"fidelity"}}} | 422 | model.kernel.featureMap
            {"problem":{"type":"regression","dataset":"d","target":"t"},"model":{"type":"kernel-ridge","kernel":{"type":"fidelity","featureMap":{"type":"z","repetitions":0}}}} | 422 | model.kernel.featureMap.repetitions
            {"problem":{"type":"regression","dataset":"d","target":"t"},"model":{"type":"kernel-ridge","kernel":{"type":"fidelity","featureMap":{"type":"z","separable":true}}}} | 400 | model.kernel.featureMap.separable
            {"problem":{"type":"regression","dataset":"d","target":"t"},"model":{"type":"quantum-neural-network","featureMap":{"type":"z"}}} | 422 | model.loss
            {"problem":{"type":"regression","dataset":"d","target":"t"},"execution":{"objective":{"type":"cvar","alpha":0.5}}} | 422 | execution.objective.type
            {"problem":{"type":"classification","dataset":"d","target":"t"},"model":{"type":"quantum-neural-network","featureMap":{"type":"z"},"training":{"method":"natural-gradient","regularization":0}}} | 422 | model.training.regularization
            {"problem":{"type":"classification","dataset":"d","target":"t"},"model":{"type":"quantum-neural-network","featureMap":{"type":"z"},"training":{"method":"l-bfgs"}},"execution":{"shots":100}} | 422 | model.training.method
            {"problem":{"type":"regression","dataset":"d","target":"t"},"execution":{"grouping":"commuting"}} | 422 | execution.grouping
            """)
    void namesTheField(String body, int status, String field) throws Exception {
        MockHttpServletResponse response = mvc.perform(
                        post("/runs").contentType(MediaType.APPLICATION_JSON).content(body))
                .andReturn()
                .getResponse();

        assertThat(response.getContentAsString()).contains("\"field\":\"" + field + "\"");
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
    }

    @ParameterizedTest
    @CsvSource({"[, ], is nested too deeply", "1, '', has a text or a number that is too long"})
    void aLimitOfTheParserIsNamed(String open, String close, String words) throws Exception {
        String value = open.repeat(1200) + close.repeat(1200);
        String body = "{\"problem\":{\"nodes\":" + value + ",\"type\":\"maxcut\"}}";
        MockHttpServletResponse response = mvc.perform(
                        post("/runs").contentType(MediaType.APPLICATION_JSON).content(body))
                .andReturn()
                .getResponse();

        assertThat(response.getContentAsString()).contains("\"message\":\"" + words);
        assertThat(response.getStatus()).isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"seed":3,"problem":{"nodes":3,"type":"maxcut","edges":[[0,1,1.25]]}}                   | optimises: maxcut
            {"seed":3,"problem":{"dataset":"d","target":"t","type":"classification"}}               | learns: classification
            {"problem":{"type":"regression","dataset":"d","target":"t"},"seed":3}                   | learns: regression
            {"name":"n","problem":{"type":"kernel","dataset":"d"},"model":null,"execution":null}    | learns: kernel
            {"problem":{"type":"kernel","dataset":"d"},"model":{"type":"kernel-matrix","kernel":{"type":"projected","featureMap":{"type":"amplitude"}}}} | learns: kernel
            """)
    void readsARunOfEitherKind(String body, String answer) throws Exception {
        MockHttpServletResponse response = mvc.perform(
                        post("/runs").contentType(MediaType.APPLICATION_JSON).content(body))
                .andReturn()
                .getResponse();

        assertThat(response.getContentAsString()).isEqualTo(answer);
    }

    @Test
    void namesTheTypesThereAre() throws Exception {
        MockHttpServletResponse response = mvc.perform(post("/runs")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"problem\":{\"type\":\"sudoku\"}}"))
                .andReturn()
                .getResponse();

        assertThat(response.getContentAsString())
                .contains(
                        "is not known: 'sudoku'; there are maxcut, qubo, ising, hamiltonian, portfolio, classification, "
                                + "regression, kernel");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "\"text\"", "{\"problem\":[]}", "null", ""})
    void refusesABodyThatIsNoRun(String body) throws Exception {
        MockHttpServletResponse response = mvc.perform(
                        post("/runs").contentType(MediaType.APPLICATION_JSON).content(body))
                .andReturn()
                .getResponse();

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
    }

    @Test
    void saysWhereTheBodyIsNotJson() throws Exception {
        MockHttpServletResponse response = mvc.perform(
                        post("/runs").contentType(MediaType.APPLICATION_JSON).content("{\"problem\": {,"))
                .andReturn()
                .getResponse();

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString())
                .contains("urn:ketstream:problem:malformed-json")
                .contains("line 1, column");
    }

    @Test
    void refusesABodyOverTheLimit() throws Exception {
        String body = "{\"problem\":" + " ".repeat(5000) + "{\"type\":\"sudoku\"}}";
        MockHttpServletResponse response = mvc.perform(
                        post("/runs").contentType(MediaType.APPLICATION_JSON).content(body))
                .andReturn()
                .getResponse();

        assertThat(response.getStatus()).isEqualTo(413);
        assertThat(response.getContentAsString())
                .contains("urn:ketstream:problem:too-large")
                .contains("4096 bytes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"transaction", "connection", "time", "broker"})
    void whatIsAwayIsNoFaultOfTheService(String phase) throws Exception {
        MockHttpServletResponse response =
                mvc.perform(get("/away/" + phase)).andReturn().getResponse();
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getHeader("Retry-After")).isEqualTo("5");
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentAsString()).contains("unavailable").doesNotContain("secret");
    }

    @Test
    void keepsInternalsOutOfA500() throws Exception {
        MockHttpServletResponse response =
                mvc.perform(get("/broken")).andReturn().getResponse();

        assertThat(response.getStatus()).isEqualTo(500);
        assertThat(response.getContentAsString()).doesNotContain("secret").contains("urn:ketstream:problem:internal");
    }

    @Test
    void refusesAMalformedPathVariable() throws Exception {
        MockHttpServletResponse response =
                mvc.perform(get("/runs/not-a-uuid")).andReturn().getResponse();

        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString()).contains("\"field\":\"runId\"");
    }

    @Test
    void answersUnknownPathsAsProblems() throws Exception {
        MockHttpServletResponse response =
                mvc.perform(get("/nowhere")).andReturn().getResponse();

        assertThat(response.getStatus()).isEqualTo(404);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
    }

    @SpringBootConfiguration
    @EnableAutoConfiguration(excludeName = "io.ketstream.support.kafka.KafkaSupportConfiguration")
    @Import(Runs.class)
    static class TestApplication {}

    @RestController
    static class Runs {
        @PostMapping("/runs")
        String submit(@RequestBody RunRequest request) {
            return switch (request) {
                case RunRequest.Optimization optimization -> "optimises: " + request.problemType();
                case RunRequest.Learning learning -> "learns: " + request.problemType();
            };
        }

        @GetMapping("/runs/{runId}")
        String run(@PathVariable UUID runId) {
            return runId.toString();
        }

        @GetMapping("/away/{phase}")
        String away(@PathVariable String phase) {
            throw switch (phase) {
                case "transaction" -> new CannotCreateTransactionException("secret");
                case "connection" -> new DataAccessResourceFailureException("secret");
                case "broker" -> ApiException.unavailable("Kafka is away.");
                case "time" -> new QueryTimeoutException("secret");
                default -> new IllegalArgumentException(phase);
            };
        }

        @GetMapping("/broken")
        String broken() {
            throw new IllegalStateException("secret");
        }
    }
}
