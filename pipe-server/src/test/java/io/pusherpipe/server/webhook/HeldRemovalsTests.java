/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.webhook;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.netty.util.concurrent.MockTicker;
import io.netty.util.concurrent.Ticker;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.channel.ChannelKey;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.net.Loops;
import io.pusherpipe.server.net.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pusher protocol 7, webhooks, delay: to the millisecond, which takes being on the loop.
 */
class HeldRemovalsTests {

	private static final ChannelKey ROOM = new ChannelKey(App.of("1", "key", "secret"), "presence-room");

	private final MockTicker ticker = Ticker.newMockTicker();

	private final Loops loops = new Loops(Transport.NIO, 1, this.ticker);

	private final Loop loop = this.loops.get(0);

	private final BlockingQueue<String> released = new LinkedBlockingQueue<>();

	private final HeldRemovals held = new HeldRemovals(this.loop, (channel, userId) -> this.released.add("" + userId));

	@AfterEach
	void stop() {
		this.loops.shutdown();
	}

	@Test
	void whoLeavesIsHeldForThreeSecondsAndNotShorter() throws Exception {
		hold("1");
		pass(Duration.ofMillis(1_500));
		hold("2");
		pass(Duration.ofMillis(1_499));
		assertThat(this.released).isEmpty();
		pass(Duration.ofMillis(1));
		assertThat(this.released).containsExactly("1");
		pass(Duration.ofMillis(1_499));
		assertThat(this.released).containsExactly("1");
		pass(Duration.ofMillis(1));
		assertThat(this.released).containsExactly("1", "2");
	}

	@Test
	void whoIsBackUntilThenIsNotReleased() throws Exception {
		hold("1");
		hold(null);
		pass(Duration.ofMillis(2_999));
		assertThat(onLoop(() -> this.held.cancel(ROOM, "1"))).isTrue();
		pass(Duration.ofSeconds(3));
		assertThat(this.released).containsExactly("null");
		assertThat(onLoop(() -> this.held.cancel(ROOM, "1"))).isFalse();
		assertThat(onLoop(() -> this.held.cancel(ROOM, null))).isFalse();
	}

	@Test
	void whoLeavesAgainIsHeldFromThenOn() throws Exception {
		hold("1");
		pass(Duration.ofSeconds(2));
		assertThat(onLoop(() -> this.held.cancel(ROOM, "1"))).isTrue();
		hold("1");
		pass(Duration.ofMillis(2_999));
		assertThat(this.released).isEmpty();
		pass(Duration.ofMillis(1));
		assertThat(this.released).containsExactly("1");
	}

	private void hold(@Nullable String userId) throws Exception {
		onLoop(() -> {
			this.held.hold(ROOM, userId);
			return true;
		});
	}

	// Until the loop has done what was due before the end of this time.
	private void pass(Duration time) throws Exception {
		CompletableFuture<Boolean> passed = new CompletableFuture<>();
		onLoop(() -> {
			this.loop.after(time, () -> passed.complete(true));
			return true;
		});
		this.ticker.advance(time.toNanos(), TimeUnit.NANOSECONDS);
		passed.get(10, TimeUnit.SECONDS);
	}

	private boolean onLoop(Supplier<Boolean> task) throws Exception {
		return CompletableFuture.supplyAsync(task, this.loop::execute).get(10, TimeUnit.SECONDS);
	}

}
