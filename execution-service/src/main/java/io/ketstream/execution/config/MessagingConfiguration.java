package io.ketstream.execution.config;

import io.ketstream.execution.circuits.Circuits;
import io.ketstream.execution.circuits.messaging.CircuitRecords;
import io.ketstream.execution.job.persistence.JdbcJobs;
import io.ketstream.execution.messaging.Clients;
import io.ketstream.execution.messaging.TopicReader;
import io.ketstream.execution.queue.EndedRuns;
import io.ketstream.execution.queue.RequestQueue;
import io.ketstream.execution.queue.messaging.KafkaPublisher;
import io.ketstream.execution.queue.messaging.RequestConsumers;
import io.ketstream.execution.queue.messaging.RunEndings;
import io.ketstream.model.event.Topics;
import io.ketstream.support.event.EventCodec;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The ends in Kafka.
@Configuration(proxyBeanMethods = false)
class MessagingConfiguration {

    @Bean
    Clients kafkaClients(KafkaProperties properties, KafkaConnectionDetails connection) {
        var consumer = properties.buildConsumerProperties();
        consumer.put("bootstrap.servers", connection.getConsumer().getBootstrapServers());
        var producer = properties.buildProducerProperties();
        producer.put("bootstrap.servers", connection.getProducer().getBootstrapServers());
        return new Clients(consumer, producer);
    }

    @Bean
    KafkaPublisher publisher(Clients clients, EventCodec codec, @Value("${spring.application.name}") String service) {
        return new KafkaPublisher(clients.producer(), codec, service);
    }

    @Bean
    TopicReader circuitReader(Clients clients, EventCodec codec, Circuits circuits, KafkaPublisher publisher) {
        var self = new AtomicReference<TopicReader>();
        var records =
                new CircuitRecords(codec, circuits, publisher, () -> self.get().isCaughtUp());
        var reader = new TopicReader(clients, List.of(Topics.CIRCUITS), null, records);
        self.set(reader);
        return reader;
    }

    @Bean
    TopicReader endingsReader(
            Clients clients, EventCodec codec, EndedRuns ended, JdbcJobs jobs, ExecutionProperties properties) {
        return new TopicReader(
                clients,
                List.of(Topics.RUN_COMMANDS, Topics.RUN_OUTCOMES),
                properties.queue().endedRunsHistory(),
                new RunEndings(codec, ended, jobs::forget));
    }

    @Bean
    RequestConsumers requestConsumers(
            Clients clients,
            Admin admin,
            RequestQueue queue,
            EventCodec codec,
            ExecutionProperties properties,
            TopicReader circuitReader,
            TopicReader endingsReader) {
        return new RequestConsumers(
                clients,
                admin,
                queue,
                codec,
                properties.consumers(),
                properties.queue().records(),
                Math.toIntExact(properties.queue().bytes().toBytes()),
                properties.handOverAfter(),
                () -> circuitReader.isCaughtUp() && endingsReader.isCaughtUp());
    }
}
