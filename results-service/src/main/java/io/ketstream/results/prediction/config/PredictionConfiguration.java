package io.ketstream.results.prediction.config;

import io.ketstream.results.prediction.Predictor;
import io.ketstream.results.prediction.Questions;
import io.ketstream.results.prediction.TrainingTables;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The parts of predictions that know nothing of Spring.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PredictionProperties.class)
class PredictionConfiguration {

    @Bean
    Predictor predictor(Questions questions, TrainingTables tables) {
        return new Predictor(questions, tables);
    }
}
