package io.ketstream.support.kafka;

import org.apache.kafka.clients.admin.Admin;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaConnectionDetails;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;

/// The admin client, the declaration of topics and the health of the broker, for every service.
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(TopicProperties.class)
class KafkaSupportConfiguration {

    @Bean(destroyMethod = "close")
    Admin kafkaAdminClient(KafkaProperties properties, KafkaConnectionDetails connection) {
        var settings = properties.buildAdminProperties();
        settings.put("bootstrap.servers", connection.getAdmin().getBootstrapServers());
        return Admin.create(settings);
    }

    @Bean
    TopicDeclarations topicDeclarations(Admin kafkaAdminClient, TopicProperties properties) {
        return new TopicDeclarations(kafkaAdminClient, properties);
    }

    @Bean
    KafkaHealthIndicator kafkaHealthIndicator(Admin kafkaAdminClient) {
        return new KafkaHealthIndicator(kafkaAdminClient);
    }

    /// Where a service reads topics through Spring Cloud Stream; the others look after their consumers themselves.
    @Bean
    @ConditionalOnClass(name = "org.springframework.cloud.stream.binder.Binder")
    ListenersHealthIndicator listenersHealthIndicator() {
        return new ListenersHealthIndicator();
    }

    @Bean
    DeadLetterSender deadLetterSender(
            @Value("${spring.application.name}") String service,
            KafkaProperties properties,
            KafkaConnectionDetails connection) {
        var settings = properties.buildProducerProperties();
        settings.put("bootstrap.servers", connection.getProducer().getBootstrapServers());
        DeadLetters.countFromZero();
        return new DeadLetterSender(service, settings);
    }
}
