package io.ketstream.stack.containers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.ConfigMapEnvSource;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.ketstream.stack.service.ServiceKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// That `k8s/` says what the services and `docker-compose.yml` say, as far as this can be told without a cluster.
class KubernetesTest {
    private static final Path K8S = Path.of("..", "k8s");
    private static final String LOCAL = "local";
    private static final String PRODUCTION = "production";
    private static final String WORKER = "execution-worker";

    /// Where a cluster has its own: addresses, how topics are kept, what share of the runs is traced, what comes from
    /// secrets or from the pod.
    private static final Set<String> OWN = Set.of(
            "SPRING_KAFKA_BOOTSTRAP_SERVERS",
            "SPRING_DATASOURCE_URL",
            "SPRING_DATASOURCE_USERNAME",
            "SPRING_DATASOURCE_PASSWORD",
            "MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT",
            "MANAGEMENT_TRACING_SAMPLING_PROBABILITY",
            "KETSTREAM_SERVICES_RESULTS",
            "KETSTREAM_TOPICS_PARTITIONS",
            "KETSTREAM_TOPICS_REPLICATION",
            "KETSTREAM_MARKET_SOURCES_TIINGO_TOKEN",
            "KETSTREAM_OPTIMIZER_INSTANCE_ID");

    /// Where a broker in a pod differs from one in a container: nobody outside reaches it, and its disk is a mount.
    private static final Set<String> OF_THE_BROKER_IN_COMPOSE = Set.of(
            "KAFKA_LISTENERS", "KAFKA_ADVERTISED_LISTENERS", "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP", "KAFKA_LOG_DIRS");

    private final ComposeFile compose = new ComposeFile();

    private static Stream<Path> resources() throws IOException {
        try (Stream<Path> files = Files.walk(K8S)) {
            return files
                    .filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("resources")
    void everyFileIsReadStrictly(Path file) {
        Manifests manifests = Manifests.in(file);
        assertThat(manifests.all().size() + manifests.scaledObjects().size()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, PRODUCTION})
    void everyServiceIsWhatItIsInTheComposeFile(String overlay) {
        Manifests manifests = rendered(overlay);
        for (ServiceKind kind : ServiceKind.values()) {
            String name = kind.serviceName();
            PodTemplateSpec pod = manifests.pod(name);
            checkService(manifests, kind, name, pod);
            ServicePort port =
                    manifests.one(Service.class, name).getSpec().getPorts().getFirst();
            assertThat(port.getPort()).isEqualTo(kind.defaultPort());
            assertThat(port.getTargetPort()).isEqualTo(new IntOrString("http"));
            assertThat(manifests.one(Service.class, name).getSpec().getSelector())
                    .isEqualTo(Map.of("app.kubernetes.io/name", name));
        }
    }

    private void checkService(Manifests manifests, ServiceKind kind, String name, PodTemplateSpec pod) {
        Container container = onlyContainer(pod);
        assertThat(container.getImage()).as(name).isEqualTo(compose.image(kind.serviceName()));
        ContainerPort port = container.getPorts().getFirst();
        assertThat(port.getName()).isEqualTo("http");
        assertThat(port.getContainerPort()).isEqualTo(kind.defaultPort());
        assertThat(pod.getMetadata().getAnnotations())
                .containsEntry("prometheus.io/port", Integer.toString(kind.defaultPort()));
        checkProbe(container.getStartupProbe(), "liveness");
        checkProbe(container.getLivenessProbe(), "liveness");
        checkProbe(container.getReadinessProbe(), "readiness");
        Map<String, String> told = environment(manifests, container);
        Map<String, String> expected = new TreeMap<>(compose.environment(kind.serviceName()));
        if (kind == ServiceKind.OPTIMIZER) {
            // It has no database.
            expected.keySet().removeIf(variable -> variable.startsWith("SPRING_DATASOURCE_"));
            told.remove("SPRING_DATASOURCE_URL");
        }
        assertThat(told.keySet()).as(name).containsAll(expected.keySet());
        expected.keySet().removeAll(OWN);
        assertThat(told).as(name).containsAllEntriesOf(expected);
    }

    @Test
    void aMachinesClusterHasAsMuchMemoryAsTheComposeFileAndTheSameTopics() {
        Manifests manifests = rendered(LOCAL);
        for (ServiceKind kind : ServiceKind.values()) {
            Container container = onlyContainer(manifests.pod(kind.serviceName()));
            String limit = String.valueOf(container.getResources().getLimits().get("memory"));
            assertThat(limit.replace("Mi", "m").replace("Gi", "g"))
                    .isEqualTo(compose.service(kind).get("mem_limit").asString());
            assertThat(environment(manifests, container))
                    .containsAllEntriesOf(only(
                            compose.environment(kind.serviceName()),
                            Set.of(
                                    "SPRING_KAFKA_BOOTSTRAP_SERVERS",
                                    "KETSTREAM_TOPICS_PARTITIONS",
                                    "KETSTREAM_TOPICS_REPLICATION")));
        }
    }

    @Test
    void aMachinesClusterHasTheBrokerAndTheDatabaseOfTheComposeFile() {
        Manifests manifests = rendered(LOCAL);
        for (String name : List.of("kafka", "postgres")) {
            Container container = onlyContainer(manifests.pod(name));
            assertThat(container.getImage()).isEqualTo(compose.image(name));
        }
        Map<String, String> broker = environment(manifests, onlyContainer(manifests.pod("kafka")));
        Map<String, String> expected = new TreeMap<>(compose.environment("kafka"));
        assertThat(broker.keySet()).isEqualTo(expected.keySet());
        expected.keySet().removeAll(OF_THE_BROKER_IN_COMPOSE);
        assertThat(broker).containsAllEntriesOf(expected);
        Secret secret = manifests.all(Secret.class).getFirst();
        assertThat(secret.getData()).containsOnlyKeys("username", "password");
        assertThat(environment(manifests, onlyContainer(manifests.pod("circuit-service"))))
                .containsEntry(
                        "SPRING_DATASOURCE_URL",
                        compose.environment("circuit-service").get("SPRING_DATASOURCE_URL"));
    }

    @Test
    void executorsAreExecutionServiceOnceMore() {
        Manifests manifests = rendered(PRODUCTION);
        PodTemplateSpec worker = manifests.pod(WORKER);
        checkService(manifests, ServiceKind.EXECUTION, WORKER, worker);
        assertThat(environment(manifests, onlyContainer(worker))).doesNotContainKey("KETSTREAM_EXECUTION_COMPUTING");
        assertThat(environment(manifests, onlyContainer(manifests.pod("execution-service"))))
                .containsEntry("KETSTREAM_EXECUTION_COMPUTING", "false");
        assertThat(environment(rendered(LOCAL), onlyContainer(rendered(LOCAL).pod("execution-service"))))
                .containsEntry("KETSTREAM_EXECUTION_COMPUTING", "true");
    }

    @Test
    void whatScalesExistsAndSaysNoNumberItself() {
        Manifests manifests = rendered(PRODUCTION);
        var scaled = new ArrayList<String>();
        for (HorizontalPodAutoscaler scaler : manifests.all(HorizontalPodAutoscaler.class)) {
            scaled.add(scaler.getSpec().getScaleTargetRef().getName());
        }
        JsonNode executors = manifests.scaledObjects().getFirst();
        scaled.add(executors.at("/spec/scaleTargetRef/name").asString());
        assertThat(scaled).containsExactlyInAnyOrder("ingestion-service", "circuit-service", "results-service", WORKER);
        for (String name : scaled) {
            assertThat(manifests.one(Deployment.class, name).getSpec().getReplicas())
                    .isNull();
        }
        assertThat(executors.at("/spec/minReplicaCount").asInt()).isZero();
        // ExecutorsIT reads the same metric there
        assertThat(executors.at("/spec/triggers/0/metadata/url").asString())
                .isEqualTo("http://execution-service.ketstream:8083/actuator/prometheus");
        assertThat(executors.at("/spec/triggers/0/metadata/valueLocation").asString())
                .isEqualTo("ketstream_execution_queue_depth");
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, PRODUCTION})
    void noPodMayDoMoreThanItNeeds(String overlay) {
        rendered(overlay).pods().forEach((name, pod) -> {
            PodSpec spec = pod.getSpec();
            assertThat(spec.getAutomountServiceAccountToken()).as(name).isFalse();
            assertThat(spec.getEnableServiceLinks()).as(name).isFalse();
            assertThat(spec.getSecurityContext().getRunAsNonRoot()).as(name).isTrue();
            assertThat(spec.getSecurityContext().getSeccompProfile().getType())
                    .as(name)
                    .isEqualTo("RuntimeDefault");
            Container container = onlyContainer(pod);
            assertThat(container.getSecurityContext().getAllowPrivilegeEscalation())
                    .as(name)
                    .isFalse();
            assertThat(container.getSecurityContext().getCapabilities().getDrop())
                    .as(name)
                    .containsExactly("ALL");
            assertThat(container.getResources().getLimits()).as(name).containsKey("memory");
            if (isService(pod)) {
                assertThat(container.getSecurityContext().getReadOnlyRootFilesystem())
                        .as(name)
                        .isTrue();
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, PRODUCTION})
    void everySelectorMeansSomePodAndEveryPortIsThere(String overlay) {
        Manifests manifests = rendered(overlay);
        for (PodDisruptionBudget budget : manifests.all(PodDisruptionBudget.class)) {
            assertThat(selected(manifests, budget.getSpec().getSelector()))
                    .as(budget.getMetadata().getName())
                    .hasSize(1);
        }
        for (NetworkPolicy policy : manifests.all(NetworkPolicy.class)) {
            String name = policy.getMetadata().getName();
            List<PodTemplateSpec> subjects =
                    selected(manifests, policy.getSpec().getPodSelector());
            assertThat(subjects).as(name).isNotEmpty();
            policy.getSpec().getIngress().forEach(rule -> {
                rule.getFrom().forEach(peer -> checkPeer(manifests, name, peer));
                rule.getPorts().forEach(port -> checkPort(name, port, subjects));
            });
            policy.getSpec()
                    .getEgress()
                    .forEach(rule -> rule.getTo().forEach(peer -> {
                        List<PodTemplateSpec> targets = checkPeer(manifests, name, peer);
                        if (!targets.isEmpty()) {
                            rule.getPorts().forEach(port -> checkPort(name, port, targets));
                        }
                    }));
        }
    }

    /// Which service fetches from which: `RemoteProblems`, `HttpCircuitSource`, `FormulationFetcher`.
    @ParameterizedTest
    @CsvSource({
        "circuit-service, ingestion-service",
        "execution-service, circuit-service",
        "execution-worker, circuit-service",
        "optimizer-service, circuit-service"
    })
    void whoFetchesMayGoOutAndIsLetIn(String from, String to) {
        Manifests manifests = rendered(PRODUCTION);
        assertThat(manifests.all(NetworkPolicy.class))
                .anyMatch(policy -> isAbout(manifests, policy, from)
                        && policy.getSpec().getEgress().stream()
                                .anyMatch(rule -> rule.getTo().stream().anyMatch(peer -> means(manifests, peer, to))))
                .anyMatch(policy -> isAbout(manifests, policy, to)
                        && policy.getSpec().getIngress().stream()
                                .anyMatch(rule ->
                                        rule.getFrom().stream().anyMatch(peer -> means(manifests, peer, from))));
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, PRODUCTION})
    void noSpanIsMadeUntilACollectorIsNamedAndThenEveryServiceMaySendThere(String overlay) {
        Manifests manifests = rendered(overlay);
        NetworkPolicy traces = manifests.one(NetworkPolicy.class, "traces");
        assertThat(traces.getSpec().getEgress().getFirst().getPorts().getFirst().getPort())
                .isEqualTo(new IntOrString(4318));
        manifests.pods().forEach((name, pod) -> {
            if (isService(pod)) {
                assertThat(environment(manifests, onlyContainer(pod)))
                        .as(name)
                        .containsEntry("MANAGEMENT_OPENTELEMETRY_TRACING_EXPORT_OTLP_ENDPOINT", "");
                assertThat(isAbout(manifests, traces, name)).as(name).isTrue();
            }
        });
    }

    @Test
    void onlyWhoeverFetchesMarketDataIsLetOutAndOnlyWhereThatIsOn() {
        NetworkPolicy policy = Manifests.in(K8S.resolve("components/market-sources/network-policy.yaml"))
                .one(NetworkPolicy.class, "to-market-sources");
        assertThat(selected(rendered(PRODUCTION), policy.getSpec().getPodSelector()))
                .extracting(pod -> onlyContainer(pod).getImage())
                .containsExactly(compose.image("ingestion-service"));
        assertThat(policy.getSpec().getEgress().getFirst().getPorts())
                .extracting(NetworkPolicyPort::getPort)
                .containsExactly(new IntOrString(443), new IntOrString(9443));
        assertThat(rendered(PRODUCTION).all(NetworkPolicy.class))
                .noneMatch(other -> other.getMetadata().getName().equals("to-market-sources"));
    }

    /// All five have a REST interface.
    @ParameterizedTest
    @EnumSource
    void clientsMayReachEveryService(ServiceKind kind) {
        Manifests manifests = rendered(PRODUCTION);
        assertThat(isAbout(manifests, manifests.one(NetworkPolicy.class, "clients"), kind.serviceName()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, PRODUCTION})
    void nothingIsOpenThatIsNotNamed(String overlay) {
        NetworkPolicy nothing = rendered(overlay).one(NetworkPolicy.class, "nothing");
        assertThat(nothing.getSpec().getPodSelector().getMatchLabels()).isNullOrEmpty();
        assertThat(nothing.getSpec().getPolicyTypes()).containsExactly("Ingress", "Egress");
        assertThat(nothing.getSpec().getIngress()).isEmpty();
        assertThat(nothing.getSpec().getEgress()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {LOCAL, PRODUCTION})
    void everythingIsInOneNamespaceThatRefusesPrivileges(String overlay) {
        for (HasMetadata resource : rendered(overlay).all()) {
            if (resource.getKind().equals("Namespace")) {
                assertThat(resource.getMetadata().getLabels())
                        .containsEntry("pod-security.kubernetes.io/enforce", "restricted");
            } else {
                assertThat(resource.getMetadata().getNamespace()).isEqualTo("ketstream");
            }
        }
    }

    private static Manifests rendered(String overlay) {
        Optional<Manifests> manifests =
                Manifests.rendered(K8S.resolve("overlays").resolve(overlay));
        assumeTrue(manifests.isPresent(), "neither kubectl nor kustomize is installed");
        return manifests.orElseThrow();
    }

    private static boolean isService(PodTemplateSpec pod) {
        return "service".equals(pod.getMetadata().getLabels().get("app.kubernetes.io/component"));
    }

    private static Container onlyContainer(PodTemplateSpec pod) {
        assertThat(pod.getSpec().getContainers()).hasSize(1);
        return pod.getSpec().getContainers().getFirst();
    }

    private static void checkProbe(Probe probe, String group) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo("/actuator/health/" + group);
        assertThat(probe.getHttpGet().getPort()).isEqualTo(new IntOrString("http"));
    }

    /// What a container is told; empty where the value comes from a secret or from the pod.
    private static Map<String, String> environment(Manifests manifests, Container container) {
        var environment = new TreeMap<String, String>();
        container.getEnvFrom().forEach(from -> {
            ConfigMapEnvSource map = from.getConfigMapRef();
            environment.putAll(manifests.one(ConfigMap.class, map.getName()).getData());
        });
        for (EnvVar variable : container.getEnv()) {
            String value = variable.getValue();
            environment.put(variable.getName(), value == null ? "" : value);
        }
        return environment;
    }

    private static Map<String, String> only(Map<String, String> all, Set<String> keys) {
        var some = new TreeMap<>(all);
        some.keySet().retainAll(keys);
        return some;
    }

    private static boolean isAbout(Manifests manifests, NetworkPolicy policy, String name) {
        return matches(
                policy.getSpec().getPodSelector(),
                manifests.pod(name).getMetadata().getLabels());
    }

    private static boolean means(Manifests manifests, NetworkPolicyPeer peer, String name) {
        return peer.getNamespaceSelector() == null
                && matches(
                        peer.getPodSelector(), manifests.pod(name).getMetadata().getLabels());
    }

    private static List<PodTemplateSpec> selected(Manifests manifests, LabelSelector selector) {
        return manifests.pods().values().stream()
                .filter(pod -> matches(selector, pod.getMetadata().getLabels()))
                .toList();
    }

    private static boolean matches(LabelSelector selector, Map<String, String> labels) {
        Map<String, String> wanted = selector.getMatchLabels() == null ? Map.of() : selector.getMatchLabels();
        return labels.entrySet().containsAll(wanted.entrySet())
                && selector.getMatchExpressions().stream().allMatch(expression -> {
                    assertThat(expression.getOperator()).isEqualTo("In");
                    return expression.getValues().contains(labels.get(expression.getKey()));
                });
    }

    /// The pods here that a peer means; none when it is in another namespace.
    private static List<PodTemplateSpec> checkPeer(Manifests manifests, String policy, NetworkPolicyPeer peer) {
        if (peer.getNamespaceSelector() != null) {
            return List.of();
        }
        List<PodTemplateSpec> pods = selected(manifests, peer.getPodSelector());
        assertThat(pods).as("peers of %s", policy).isNotEmpty();
        return pods;
    }

    private static void checkPort(String policy, NetworkPolicyPort port, List<PodTemplateSpec> pods) {
        for (PodTemplateSpec pod : pods) {
            assertThat(onlyContainer(pod).getPorts())
                    .as("ports of %s", policy)
                    .anyMatch(one -> port.getPort().equals(new IntOrString(one.getName()))
                            || port.getPort().equals(new IntOrString(one.getContainerPort())));
        }
    }
}
