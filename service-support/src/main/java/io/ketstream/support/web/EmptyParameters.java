package io.ketstream.support.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/// Refuses a parameter of a query that has no value, which would else count as absent for some types and as wrong for
/// others.
final class EmptyParameters implements HandlerInterceptor, WebMvcConfigurer {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/api/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        for (Map.Entry<String, String[]> parameter : request.getParameterMap().entrySet()) {
            if (Arrays.stream(parameter.getValue()).anyMatch(String::isEmpty)) {
                throw new ErrorResponseException(
                        HttpStatus.BAD_REQUEST,
                        Problems.invalid(HttpStatus.BAD_REQUEST, parameter.getKey(), "must have a value"),
                        null);
            }
        }
        return true;
    }
}
