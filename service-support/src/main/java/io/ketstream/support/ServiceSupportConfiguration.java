package io.ketstream.support;

import com.fasterxml.jackson.annotation.Nulls;
import io.ketstream.support.event.EventCodec;
import io.ketstream.support.event.WholeNumbers;
import io.ketstream.support.trace.RunTraces;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.type.LogicalType;

/// What every service has: the event codec, strict reading of request bodies, the others' addresses.
@AutoConfiguration(before = JacksonAutoConfiguration.class)
@EnableConfigurationProperties(ServiceAddresses.class)
class ServiceSupportConfiguration {

    @Bean
    EventCodec eventCodec(@Value("${spring.application.name}") String name, RunTraces traces) {
        return new EventCodec(name, traces);
    }

    /// A request with a field we do not know, a number written as text, a fraction for a whole number or a null in a
    /// list is refused.
    @Bean
    JsonMapperBuilderCustomizer strictRequests() {
        return builder -> builder.addModule(new WholeNumbers())
                .enable(
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .changeDefaultNullHandling(nulls -> nulls.withContentNulls(Nulls.FAIL))
                .withCoercionConfig(
                        LogicalType.Integer,
                        config -> config.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Float, config -> config.setCoercion(CoercionInputShape.String, CoercionAction.Fail))
                .withCoercionConfig(
                        LogicalType.Textual,
                        config -> config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail));
    }
}
