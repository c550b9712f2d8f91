/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.test;

import io.pusherpipe.spring.boot.autoconfigure.PipeConfigurationException;
import io.pusherpipe.spring.boot.autoconfigure.PipeHandlerAutoConfiguration;
import io.pusherpipe.spring.handler.PipeHandlerRegistry;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.event.ContextRefreshedEvent;

/**
 * Auto-configuration of {@link PipeTest @PipeTest}: a slice of handlers must have some.
 */
@AutoConfiguration(after = PipeHandlerAutoConfiguration.class)
@EnableConfigurationProperties(PipeTestProperties.class)
final class HandlersCheckAutoConfiguration {

	HandlersCheckAutoConfiguration() {
	}

	@Bean
	ApplicationListener<ContextRefreshedEvent> pipeTestHandlersCheck(PipeTestProperties properties,
			PipeHandlerRegistry registry, ListableBeanFactory beanFactory) {
		return (event) -> {
			for (Class<?> handler : properties.handlers()) {
				if (beanFactory.getBeanNamesForType(handler).length == 0) {
					throw new PipeConfigurationException(
							"@PipeTest names the handlers " + handler.getName() + ", but the context has no such bean.",
							"Annotate the class with @Component in a package that @SpringBootApplication scans, or add "
									+ "@Import(" + handler.getSimpleName() + ".class) to the test.");
				}
			}
			if (registry.handlers().isEmpty()) {
				throw new PipeConfigurationException("@PipeTest has found no handlers in the application.",
						"Handlers that are not found by scanning, such as those of @Bean methods, need "
								+ "@Import. A test that needs none has @SpringBootTest and @AutoConfigureEmbeddedPipe.");
			}
		};
	}

}
