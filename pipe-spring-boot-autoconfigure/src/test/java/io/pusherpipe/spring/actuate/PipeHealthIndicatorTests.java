/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.actuate;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Supplier;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeClientStatistics;
import io.pusherpipe.client.PipeConnectionException;
import io.pusherpipe.client.PipeState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link PipeHealthIndicator}.
 */
class PipeHealthIndicatorTests {

	private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

	private static final Duration TOLERATED = Duration.ofSeconds(30);

	private final PipeConnectionException lost = new PipeConnectionException("The edge closed", null, 4200);

	@Test
	void isUpWhileConnected() {
		Health health = health(new PipeState.Connected(NOW.minusSeconds(3600), "1.1"), null);
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsExactly(Map.entry("state", "connected"),
				Map.entry("url", "wss://edge.example.com:6001/prefix"), Map.entry("since", NOW.minusSeconds(3600)),
				Map.entry("group", "orders"), Map.entry("member", "web-1"));
	}

	@Test
	void isUpWhileAnInterruptionIsBrief() {
		PipeState state = new PipeState.Reconnecting(NOW.minus(TOLERATED), 3, Duration.ofSeconds(4), this.lost);
		Health health = health(state, this.lost);
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).containsEntry("state", "reconnecting")
			.containsEntry("attempt", 3)
			.containsEntry("lastFailure", "The edge closed")
			.containsEntry("lastCloseCode", 4200);
		assertThat(health(new PipeState.Connecting(NOW, 1), null).getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void isDownWhenAnInterruptionTakesLonger() {
		Instant since = NOW.minus(TOLERATED).minusMillis(1);
		Health health = health(new PipeState.Connecting(since, 7), this.lost);
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("state", "connecting").containsEntry("attempt", 7);
		assertThat(health(new PipeState.Reconnecting(since, 8, Duration.ZERO, this.lost), this.lost).getStatus())
			.isEqualTo(Status.DOWN);
	}

	@Test
	void isDownAtOnceWhenTheEdgeRefusesForGood() {
		PipeConnectionException refused = new PipeConnectionException("HTTP 401", null);
		Health health = health(new PipeState.Failed(NOW, refused), refused);
		assertThat(health.getStatus()).isEqualTo(Status.DOWN);
		assertThat(health.getDetails()).containsEntry("state", "failed")
			.containsEntry("lastFailure", "HTTP 401")
			.doesNotContainKeys("lastCloseCode", "attempt");
	}

	@Test
	void isOutOfServiceWhileNobodyWantsAConnection() {
		assertThat(health(new PipeState.Disconnected(NOW.minusSeconds(3600)), null).getStatus())
			.isEqualTo(Status.OUT_OF_SERVICE);
	}

	@Test
	void tellsNeitherUserNorQueryOfTheUrl() {
		Health health = health(new PipeState.Connecting(NOW, 1), null,
				() -> URI.create("ws://user:hush@edge.example.com/app?secret=hush#hush"));
		assertThat(health.getDetails()).containsEntry("url", "ws://edge.example.com/app");
		assertThat(health.toString()).doesNotContain("hush", "user");
	}

	@Test
	void whenNobodyKnowsTheUrlThenTellsTheRest() {
		Health health = health(new PipeState.Connecting(NOW, 1), null, () -> {
			throw new IllegalStateException("hush");
		});
		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails()).doesNotContainKey("url").containsEntry("state", "connecting");
		assertThat(health.toString()).doesNotContain("hush");
	}

	private static Health health(PipeState state, @Nullable PipeConnectionException lastFailure) {
		return health(state, lastFailure, () -> URI.create("wss://edge.example.com:6001/prefix"));
	}

	private static Health health(PipeState state, @Nullable PipeConnectionException lastFailure, Supplier<URI> url) {
		PipeClient client = mock(PipeClient.class);
		given(client.state()).willReturn(state);
		given(client.group()).willReturn("orders");
		given(client.member()).willReturn("web-1");
		given(client.statistics())
			.willReturn(new PipeClientStatistics(1, 0, 0, Map.of(), 0, 0, 0, Map.of(), 0, 0, lastFailure));
		return new PipeHealthIndicator(client, url, TOLERATED, Clock.fixed(NOW, ZoneOffset.UTC)).health();
	}

}
