/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs;

import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.spring.handler.PipeHandlerRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the handlers that the guide shows: an application would start with them.
 */
class SnippetHandlersTests {

	@Test
	void everyHandlerOfTheGuideIsOneThatAnApplicationStartsWith() {
		// lazy, since what the beans would work with is not there
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Snippets.class)
			.web(WebApplicationType.NONE)
			.run("--spring.main.lazy-initialization=true", "--spring.main.banner-mode=off", "--logging.level.root=warn",
					"--pusher.pipe.auto-startup=false", "--pusher.pipe.url=ws://127.0.0.1:1", "--pusher.pipe.app-id=1",
					"--pusher.pipe.key=key", "--pusher.pipe.secret=secret")) {
			assertThat(context.getBean(PipeHandlerRegistry.class).subscriptions())
				.contains(PipeEventType.SOCKET_MESSAGE);
		}
	}

	@SpringBootConfiguration
	@EnableAutoConfiguration
	// not the code that readers come from
	@ComponentScan(excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.before\\..*"))
	static class Snippets {

	}

}
