/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PipeClientBuilderTests {

	@ParameterizedTest
	@CsvSource({ "http://localhost:6001,url must begin with ws:// or wss://", "localhost,url must begin with ws://",
			"ws:localhost,url must name a host", "ws://localhost?x=1,'url must have no query, fragment or user'",
			"ws://user@localhost,'url must have no query, fragment or user'" })
	void refusesUrlsThatAreNotAnEdges(URI url, String message) {
		assertThatIllegalArgumentException().isThrownBy(() -> complete().url(url).build())
			.withMessageStartingWith(message);
	}

	@Test
	void namesWhatIsMissing() {
		assertThatIllegalArgumentException().isThrownBy(() -> PipeClient.builder().build())
			.withMessage("url is missing");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> PipeClient.builder().url(URI.create("ws://localhost")).appId("3").key("key").build())
			.withMessage("secret is missing");
		assertThatIllegalArgumentException().isThrownBy(() -> complete().appId("").build())
			.withMessage("appId must not be empty");
		assertThatIllegalArgumentException().isThrownBy(() -> complete().secret("").build())
			.withMessage("secret must not be empty");
	}

	@Test
	void refusesTimesAndSizesThatAreNotPositive() {
		assertThatIllegalArgumentException().isThrownBy(() -> complete().connectTimeout(Duration.ZERO))
			.withMessage("connectTimeout must be positive");
		assertThatIllegalArgumentException()
			.isThrownBy(() -> complete().heartbeat(Duration.ofSeconds(1), Duration.ofSeconds(-1)))
			.withMessage("heartbeat timeout must be positive");
		assertThatIllegalArgumentException().isThrownBy(() -> complete().maxMessageSize(0))
			.withMessage("maxMessageSize must be positive");
	}

	@Test
	void anEndpointDoesNotShowItsSecret() {
		assertThat(PipeEndpoint.of(URI.create("wss://edge.example.com"), "3", "key", "top-secret"))
			.hasToString("PipeEndpoint[url=wss://edge.example.com, appId=3, key=key, secret=Secret[hidden]]");
	}

	private static PipeClientBuilder complete() {
		return PipeClient.builder().url(URI.create("ws://localhost:6001")).appId("3").key("key").secret("secret");
	}

}
