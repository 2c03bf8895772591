package io.ketstream.stack.containers;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Resources of Kubernetes, read strictly: a field that its kind does not have is an error.
final class Manifests {

    /// A custom resource, of which no type is at hand: not checked here beyond what a test asks of it.
    static final String SCALED_OBJECT = "keda.sh/v1alpha1/ScaledObject";

    private static final Map<String, Class<? extends HasMetadata>> KINDS = Map.of(
            "v1/Namespace", Namespace.class,
            "v1/ConfigMap", ConfigMap.class,
            "v1/Secret", Secret.class,
            "v1/Service", Service.class,
            "apps/v1/Deployment", Deployment.class,
            "apps/v1/StatefulSet", StatefulSet.class,
            "policy/v1/PodDisruptionBudget", PodDisruptionBudget.class,
            "autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class,
            "networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class);

    private static final ObjectMapper STRICT = new ObjectMapper()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .setAnnotationIntrospector(new JacksonAnnotationIntrospector() {
                // the types would keep unknown fields aside
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            });

    private final List<HasMetadata> resources = new ArrayList<>();
    private final List<JsonNode> custom = new ArrayList<>();

    private Manifests(List<JsonNode> documents) {
        for (JsonNode document : documents) {
            String kind = document.get("apiVersion").asString() + "/"
                    + document.get("kind").asString();
            if (kind.equals(SCALED_OBJECT)) {
                custom.add(document);
            } else {
                resources.add(read(kind, document));
            }
        }
    }

    static Manifests in(Path file) {
        return new Manifests(Yaml.all(file));
    }

    /// What `kubectl kustomize` makes of a directory; empty where there is neither kubectl nor kustomize.
    static Optional<Manifests> rendered(Path directory) {
        for (List<String> command : List.of(List.of("kubectl", "kustomize"), List.of("kustomize", "build"))) {
            Optional<String> output = output(Stream.concat(command.stream(), Stream.of(directory.toString()))
                    .toList());
            if (output.isPresent()) {
                return Optional.of(new Manifests(Yaml.all(new StringReader(output.get()))));
            }
        }
        return Optional.empty();
    }

    List<HasMetadata> all() {
        return resources;
    }

    /// Those of [#SCALED_OBJECT].
    List<JsonNode> scaledObjects() {
        return custom;
    }

    <T extends HasMetadata> List<T> all(Class<T> kind) {
        return resources.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    <T extends HasMetadata> T one(Class<T> kind, String name) {
        return all(kind).stream()
                .filter(resource -> resource.getMetadata().getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + kind.getSimpleName() + " " + name));
    }

    /// The pods of every Deployment and StatefulSet, by its name.
    Map<String, PodTemplateSpec> pods() {
        var pods = new TreeMap<String, PodTemplateSpec>();
        for (Deployment deployment : all(Deployment.class)) {
            pods.put(deployment.getMetadata().getName(), deployment.getSpec().getTemplate());
        }
        for (StatefulSet set : all(StatefulSet.class)) {
            pods.put(set.getMetadata().getName(), set.getSpec().getTemplate());
        }
        return pods;
    }

    PodTemplateSpec pod(String name) {
        PodTemplateSpec pod = pods().get(name);
        if (pod == null) {
            throw new AssertionError("no pods of " + name);
        }
        return pod;
    }

    private static HasMetadata read(String kind, JsonNode document) {
        Class<? extends HasMetadata> type = KINDS.get(kind);
        if (type == null) {
            throw new AssertionError("unexpected kind " + kind);
        }
        try {
            return STRICT.readValue(document.toString(), type);
        } catch (IOException e) {
            throw new AssertionError(kind + " " + document.at("/metadata/name").asString() + ": " + e.getMessage(), e);
        }
    }

    /// Empty where there is no such program.
    private static Optional<String> output(List<String> command) {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException absent) {
            return Optional.empty();
        }
        try (var output = process.getInputStream()) {
            String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(String.join(" ", command) + " failed");
            }
            return Optional.of(text);
        } catch (IOException e) {
            throw new AssertionError(String.join(" ", command) + " cannot be read", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }
}
