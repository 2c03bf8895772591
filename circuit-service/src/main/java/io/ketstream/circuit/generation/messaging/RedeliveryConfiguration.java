package io.ketstream.circuit.generation.messaging;

import io.ketstream.circuit.config.CircuitSettings;
import io.ketstream.support.kafka.Redelivery;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;

@Configuration(proxyBeanMethods = false)
class RedeliveryConfiguration {

    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<byte[], byte[]>> redelivery(CircuitSettings settings) {
        return (container, destination, group) ->
                container.setCommonErrorHandler(Redelivery.forEver(settings.retryLongest()));
    }
}
