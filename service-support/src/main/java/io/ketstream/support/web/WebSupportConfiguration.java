package io.ketstream.support.web;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/// Problem details for every controller.
@AutoConfiguration
class WebSupportConfiguration {

    @Bean
    ApiErrors apiErrors() {
        return new ApiErrors();
    }
}
