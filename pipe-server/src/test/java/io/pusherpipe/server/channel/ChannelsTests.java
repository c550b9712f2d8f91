/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Ticker;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pusher.PusherMessages;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.net.Loops;
import io.pusherpipe.server.net.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is wanted of a channel happens in the order of asking. The case that is easily got
 * wrong: while the home loop reads from one connection, another loop asks for something,
 * and its client has the answer; then the home loop asks, having read what a client sent
 * who knows of that answer.
 */
class ChannelsTests {

	private static final ChannelKey ROOM = new ChannelKey(App.of("1", "key", "secret"), "room");

	private final Loops loops = new Loops(Transport.NIO, 2, Ticker.systemTicker());

	private final Channels channels = new Channels(this.loops, new ChannelListener() {
	}, 0);

	private final Loop home = this.loops.home(ROOM.hashCode());

	private final Loop other = this.loops.get(1 - this.home.index());

	@AfterEach
	void stop() {
		this.loops.shutdown();
	}

	@Test
	void whatIsPublishedAfterAnAnswerComesAfterWhatWasAnswered() throws Exception {
		Listening listening = new Listening(this.other);
		this.channels.subscribe(listening.subscription);
		assertThat(listening.next()).contains("subscription_succeeded");
		onHome(() -> {
			onOther(() -> trigger("1"));
			publish("2");
			onOther(() -> publish("3"));
			trigger("4");
		});
		for (int i = 1; i <= 4; i++) {
			assertThat(listening.next()).isEqualTo(text(String.valueOf(i)));
		}
	}

	@Test
	void whoSubscribesAfterAnAnswerDoesNotHearWhatWasAnswered() throws Exception {
		Listening listening = new Listening(this.home);
		onHome(() -> {
			onOther(() -> trigger("1"));
			this.channels.subscribe(listening.subscription);
		});
		assertThat(listening.next()).contains("subscription_succeeded");
		trigger("2");
		assertThat(listening.next()).isEqualTo(text("2"));
	}

	@Test
	void whoUnsubscribesAfterAnAnswerHasHeardWhatWasAnswered() throws Exception {
		Listening listening = new Listening(this.home);
		this.channels.subscribe(listening.subscription);
		assertThat(listening.next()).contains("subscription_succeeded");
		onHome(() -> {
			onOther(() -> trigger("1"));
			this.channels.unsubscribe(listening.subscription);
		});
		assertThat(listening.next()).isEqualTo(text("1"));
	}

	@Test
	void whoCountsAfterAnAnswerCountsWhatWasAnswered() throws Exception {
		Listening listening = new Listening(this.other);
		CompletableFuture<ChannelCounts> counts = new CompletableFuture<>();
		onHome(() -> {
			onOther(() -> this.channels.subscribe(listening.subscription));
			this.channels.counts(ROOM).thenAccept(counts::complete);
		});
		assertThat(counts.get(10, TimeUnit.SECONDS).subscriptions()).isEqualTo(1);
	}

	private void trigger(String data) {
		this.channels.trigger(ROOM, "e", RawJson.of(data).encoded(), null);
	}

	private void publish(String data) {
		this.channels.publish(ROOM, text(data).getBytes(StandardCharsets.UTF_8), null);
	}

	private static String text(String data) {
		return new String(PusherMessages.channelEvent(ROOM.name(), "e", RawJson.of(data).encoded()),
				StandardCharsets.UTF_8);
	}

	private void onHome(Runnable task) throws Exception {
		run(this.home, task).get(20, TimeUnit.SECONDS);
	}

	private void onOther(Runnable task) {
		run(this.other, task).orTimeout(10, TimeUnit.SECONDS).join();
	}

	private static CompletableFuture<@Nullable Void> run(Loop loop, Runnable task) {
		return CompletableFuture.runAsync(task, loop::executeLater);
	}

	/**
	 * A subscriber who remembers what it is sent.
	 */
	private static final class Listening implements Subscriber {

		private final Subscription subscription = new Subscription(ROOM, this, null);

		private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

		private final Loop loop;

		Listening(Loop loop) {
			this.loop = loop;
		}

		@Nullable String next() throws InterruptedException {
			return this.texts.poll(10, TimeUnit.SECONDS);
		}

		@Override
		public String id() {
			return "1.1";
		}

		@Override
		public Loop loop() {
			return this.loop;
		}

		@Override
		public void deliver(ByteBuf frame) {
			// without the frame's two bytes of head
			this.texts.add(frame.toString(frame.readerIndex() + 2, frame.readableBytes() - 2, StandardCharsets.UTF_8));
		}

		@Override
		public void deliverCount(ChannelKey channel, ByteBuf frame) {
			throw new AssertionError("The channel is not counted");
		}

		@Override
		public void subscribed(Subscription begun, List<byte[]> begin) {
			begin.forEach((text) -> this.texts.add(new String(text, StandardCharsets.UTF_8)));
		}

		@Override
		public void refused(Subscription refused, String reason) {
			throw new AssertionError(reason);
		}

	}

}
