package io.ketstream.support.web;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.util.unit.DataSize;

/// Problem details and a limit of what is read, for every controller.
@AutoConfiguration
class WebSupportConfiguration {

    @Bean
    ApiErrors apiErrors() {
        return new ApiErrors();
    }

    @Bean
    EmptyParameters emptyParameters() {
        return new EmptyParameters();
    }

    @Bean
    BodyLimit bodyLimit(@Value("${ketstream.http.max-body-size}") DataSize most) {
        return new BodyLimit(most);
    }
}
