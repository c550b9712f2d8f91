/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.sample.game;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import io.pusherpipe.client.PipeChannelInfo;
import io.pusherpipe.client.PipeChannelUser;
import io.pusherpipe.client.PipeInfo;
import io.pusherpipe.client.PipeSocketInfo;
import io.pusherpipe.spring.core.PipeChannel;
import io.pusherpipe.spring.core.PipeChannels;
import io.pusherpipe.spring.core.PipeOperations;
import io.pusherpipe.spring.core.PipeSocket;
import io.pusherpipe.spring.core.PipeUser;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what was triggered, instead of sending it, and knows who has signed in.
 */
final class RecordingPipe implements PipeOperations {

	final List<Triggered> triggered = new CopyOnWriteArrayList<>();

	// by socket id
	final Map<String, String> users = new ConcurrentHashMap<>();

	private CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);

	private int failures;

	// the next so many triggers throw
	synchronized void failTimes(int failures) {
		this.failures = failures;
	}

	void answerWith(CompletableFuture<Void> answer) {
		this.answer = answer;
	}

	@Override
	public PipeSocket socket(String socketId) {
		return new RecordingSocket(socketId);
	}

	@Override
	public PipeChannel channel(String name) {
		return new RecordingChannel(name);
	}

	@Override
	public PipeUser user(String userId) {
		throw new UnsupportedOperationException("The game has no users");
	}

	@Override
	public PipeChannels channels(String... names) {
		throw new UnsupportedOperationException("The game does not ask for this");
	}

	@Override
	public CompletableFuture<List<PipeChannelInfo>> channels() {
		throw new UnsupportedOperationException("The game does not ask for this");
	}

	@Override
	public CompletableFuture<List<String>> sockets() {
		throw new UnsupportedOperationException("The game does not ask for this");
	}

	@Override
	public CompletableFuture<PipeInfo> info() {
		throw new UnsupportedOperationException("The game does not ask for this");
	}

	private synchronized CompletableFuture<Void> remember(String target, String event, @Nullable Object data) {
		if (this.failures > 0) {
			this.failures--;
			throw new IllegalArgumentException("Asked to fail");
		}
		this.triggered.add(new Triggered(target, event, data));
		return this.answer;
	}

	record Triggered(String target, String event, @Nullable Object data) {

	}

	private final class RecordingSocket implements PipeSocket {

		private final String id;

		RecordingSocket(String id) {
			this.id = id;
		}

		@Override
		public String id() {
			return this.id;
		}

		@Override
		public CompletableFuture<Void> trigger(String event) {
			return trigger(event, null);
		}

		@Override
		public CompletableFuture<Void> trigger(String event, @Nullable Object data) {
			return remember(this.id, event, data);
		}

		@Override
		public CompletableFuture<Void> close() {
			throw new UnsupportedOperationException("The game does not ask for this");
		}

		@Override
		public CompletableFuture<Void> close(int code, String reason) {
			throw new UnsupportedOperationException("The game does not ask for this");
		}

		@Override
		public CompletableFuture<Void> subscribe(String channel) {
			throw new UnsupportedOperationException("The game does not ask for this");
		}

		@Override
		public CompletableFuture<Void> subscribe(String channel, @Nullable Object channelData) {
			throw new UnsupportedOperationException("The game does not ask for this");
		}

		@Override
		public CompletableFuture<Void> unsubscribe(String channel) {
			throw new UnsupportedOperationException("The game does not ask for this");
		}

		@Override
		public CompletableFuture<PipeSocketInfo> info() {
			String user = RecordingPipe.this.users.get(this.id);
			return CompletableFuture.completedFuture(new PipeSocketInfo(true, List.of(), user));
		}

	}

	private final class RecordingChannel implements PipeChannel {

		private final String name;

		RecordingChannel(String name) {
			this.name = name;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public CompletableFuture<Void> trigger(String event) {
			return trigger(event, null);
		}

		@Override
		public PipeChannel except(String socketId) {
			return this;
		}

		@Override
		public CompletableFuture<Void> trigger(String event, @Nullable Object data) {
			return remember(this.name, event, data);
		}

		@Override
		public CompletableFuture<PipeChannelInfo> info() {
			throw new UnsupportedOperationException("The game does not ask for this");
		}

		@Override
		public CompletableFuture<List<PipeChannelUser>> users() {
			throw new UnsupportedOperationException("The game does not ask for this");
		}

		@Override
		public CompletableFuture<List<String>> sockets() {
			throw new UnsupportedOperationException("The game does not ask for this");
		}

	}

}
