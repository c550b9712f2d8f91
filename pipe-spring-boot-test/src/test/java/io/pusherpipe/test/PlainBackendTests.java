/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.test;

import java.time.Duration;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.protocol.pipe.PipeEventType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests of a backend without Spring.
 */
// tag::extension[]
class PlainBackendTests {

	@RegisterExtension
	static final PipeServerExtension edge = PipeServerExtension.builder().timeout(Duration.ofSeconds(30)).build();

	private final PipeClient client = edge.clientBuilder().group("greeter").build();

	@BeforeEach
	void connect() {
		this.client.sockets()
			.events("greet")
			.flatMap((event) -> this.client.socket(event.socketId())
				.trigger("greeting", "Hello " + event.data(String.class)))
			.subscribe();
		this.client.subscribe(PipeEventType.SOCKET_MESSAGE).then(this.client.connect()).block(Duration.ofSeconds(30));
	}

	@AfterEach
	void disconnect() {
		this.client.disconnect().block(Duration.ofSeconds(30));
	}

	@Test
	void greetsBack() {
		PipeTestSocket browser = edge.connect();

		browser.trigger("greet", "Ada");

		assertThat(browser.await("greeting").dataAs(String.class)).isEqualTo("Hello Ada");
	}

}
// end::extension[]
