/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.time.Duration;

import io.pusherpipe.server.test.Backend;
import io.pusherpipe.server.test.Browser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class SlowConsumerTests {

	@RegisterExtension
	final TestEdge edge = new TestEdge(
			(builder) -> builder.maxQueuedBytes(64 * 1024).activityTimeout(Duration.ofHours(1)));

	@Test
	void aSocketThatDoesNotReadIsEvictedAndOthersDoNotNotice() {
		String data = "x".repeat(200_000);
		try (Backend backend = this.edge.backend();
				Browser slow = this.edge.browser();
				Browser other = this.edge.browser()) {
			slow.subscribe("room");
			other.subscribe("room");
			// More than the queue and the kernel's buffers on both sides can hold.
			for (int i = 0; i < 80; i++) {
				backend.send("{\"id\":\"" + i + "\",\"method\":\"send_to_channel\",\"params\":{\"channel\":\"room\","
						+ "\"event\":\"e\",\"data\":\"" + data + "\"}}");
				assertThat(other.next()).contains(data);
			}
			// Once it reads, the slow one finds its close frame at the end of what was
			// sent.
			assertThat(slow.nextClose().closeCode()).isEqualTo(4100);
			slow.drop();
			assertThat(backend.next("socket_closed")).contains(slow.id());
			other.roundTrip();
		}
	}

}
