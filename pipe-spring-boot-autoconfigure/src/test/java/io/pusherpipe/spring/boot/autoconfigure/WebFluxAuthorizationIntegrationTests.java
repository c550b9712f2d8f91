/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.security.Principal;

import reactor.core.publisher.Mono;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.WebFilter;

/**
 * The endpoints that authorize channels and users, in WebFlux.
 */
class WebFluxAuthorizationIntegrationTests extends AbstractAuthorizationTests {

	WebFluxAuthorizationIntegrationTests() {
		super(WebApplicationType.REACTIVE, WebFluxApplication.class);
	}

	@Configuration(proxyBeanMethods = false)
	static class WebFluxApplication implements WebFluxConfigurer {

		@Override
		public void addCorsMappings(CorsRegistry registry) {
			registry.addMapping("/pusher/*").allowedOrigins(ORIGIN);
		}

		// Those of all applications in the JVM would end with the first one that does.
		@Bean
		ReactorResourceFactory reactorResourceFactory() {
			ReactorResourceFactory factory = new ReactorResourceFactory();
			factory.setUseGlobalResources(false);
			return factory;
		}

		/**
		 * Does what a login does, as far as it concerns us.
		 */
		@Bean
		WebFilter loginFilter() {
			return (exchange, chain) -> {
				String user = exchange.getRequest().getHeaders().getFirst(USER_HEADER);
				Principal principal = () -> (user != null) ? user : "";
				return chain
					.filter((user != null) ? exchange.mutate().principal(Mono.just(principal)).build() : exchange);
			};
		}

	}

}
