/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import org.junit.jupiter.api.Test;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Health and {@code /actuator/pipe} with Spring MVC.
 */
class WebMvcEndpointIntegrationTests extends AbstractEndpointTests {

	WebMvcEndpointIntegrationTests() {
		super(WebApplicationType.SERVLET);
	}

	@Test
	void whenItIsNotExposedThenItIsNotThere() {
		try (ConfigurableApplicationContext other = run()) {
			assertThat(get(other, "/actuator/health").statusCode()).isEqualTo(200);
			assertThat(get(other, "/actuator/pipe").statusCode()).isEqualTo(404);
		}
	}

	@Test
	void whenTheEdgeIsMissedForTooLongThenHealthIsDownButTheApplicationIsReady() {
		try (ConfigurableApplicationContext other = run("pusher.pipe.url=ws://127.0.0.1:1", "pusher.pipe.app-id=1",
				"pusher.pipe.key=key", "pusher.pipe.reconnect.max-interval=10ms")) {
			await().untilAsserted(() -> assertThat(get(other, "/actuator/health").statusCode()).isEqualTo(503));
			assertThat(get(other, "/actuator/health/readiness").statusCode()).isEqualTo(200);
			assertThat(get(other, "/actuator/health/liveness").statusCode()).isEqualTo(200);
		}
	}

}
