/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeDelivery;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import io.pusherpipe.spring.authorization.DecisionWriter;
import io.pusherpipe.spring.core.PipeChannel;
import io.pusherpipe.spring.core.PipeOperations;
import io.pusherpipe.spring.core.PipeSocket;
import io.pusherpipe.spring.core.PipeUser;
import org.jspecify.annotations.Nullable;
import org.mockito.invocation.InvocationOnMock;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;

/**
 * A context with handlers, and things to happen, without any network.
 */
final class HandlerFixture implements AutoCloseable {

	final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

	// Tests look at the lists while handlers add to them.
	final List<String> log = new CopyOnWriteArrayList<>();

	final List<PipeHandlerException> failures = new CopyOnWriteArrayList<>();

	final AtomicInteger acknowledged = new AtomicInteger();

	final List<String> triggered = new CopyOnWriteArrayList<>();

	volatile CompletableFuture<Void> triggerResult = CompletableFuture.completedFuture(null);

	volatile @Nullable RuntimeException triggerFailure;

	final PipeClient client = mock(PipeClient.class);

	volatile boolean redelivered;

	volatile boolean current = true;

	private Executor executor = Runnable::run;

	private PipeHandlerOptions options = PipeHandlerOptions.DEFAULTS;

	private @Nullable PipeDispatcher dispatcher;

	HandlerFixture(Class<?>... components) {
		this.context.registerBean("log", List.class, () -> this.log);
		this.context.registerBean("pipe", PipeOperations.class, this::recording);
		this.context.registerBean(PipeHandlerRegistry.class,
				() -> new PipeHandlerRegistry(this.context.getDefaultListableBeanFactory(),
						this.context.getBean(PipeOperations.class), JsonMapper.shared()));
		if (components.length > 0) {
			this.context.register(components);
		}
	}

	HandlerFixture on(Executor executor) {
		this.executor = executor;
		return this;
	}

	HandlerFixture with(PipeHandlerOptions options) {
		this.options = options;
		return this;
	}

	HandlerFixture start() {
		this.context.refresh();
		this.dispatcher = new PipeDispatcher(registry(), this.executor, this.failures::add, this.options,
				(occurrence) -> Answer.to(this.client, occurrence));
		return this;
	}

	static HandlerFixture of(Class<?>... components) {
		return new HandlerFixture(components).start();
	}

	GenericApplicationContext context() {
		return this.context;
	}

	PipeHandlerRegistry registry() {
		return this.context.getBean(PipeHandlerRegistry.class);
	}

	HandlerDecider decider() {
		return new HandlerDecider(registry(), Runnable::run, this.failures::add,
				new DecisionWriter(JsonMapper.shared()), dispatcher().calls());
	}

	PipeDispatcher dispatcher() {
		PipeDispatcher dispatcher = this.dispatcher;
		if (dispatcher == null) {
			throw new IllegalStateException("start first");
		}
		return dispatcher;
	}

	void opened(String socketId) {
		deliver(new PipeNotification.SocketOpened(socketId));
	}

	void closed(String socketId) {
		deliver(new PipeNotification.SocketClosed(socketId));
	}

	void event(String socketId, String event, @Nullable String data) {
		deliver(new SocketMessage(socketId, event, json(data), null));
	}

	void channelEvent(String socketId, String channel, String event, @Nullable String data) {
		deliver(new SocketMessage(socketId, event, json(data), channel));
	}

	void occupied(String channel) {
		deliver(new PipeNotification.ChannelOccupied(channel));
	}

	void vacated(String channel) {
		deliver(new PipeNotification.ChannelVacated(channel));
	}

	void memberAdded(String channel, String userId) {
		deliver(new PipeNotification.MemberAdded(channel, userId));
	}

	void memberRemoved(String channel, String userId) {
		deliver(new PipeNotification.MemberRemoved(channel, userId));
	}

	void request(String socketId, String event, @Nullable String data, String request) {
		deliver(new SocketMessage(socketId, event, json(data), null, null, request));
	}

	void pipe(EventKind kind, Object source) {
		dispatcher().dispatch(Occurrence.ofPipe(kind, source), () -> {
		}, () -> {
		});
	}

	void deliver(PipeNotification notification) {
		dispatcher().dispatch(new PipeDelivery() {

			@Override
			public PipeNotification notification() {
				return notification;
			}

			@Override
			public boolean redelivered() {
				return HandlerFixture.this.redelivered;
			}

			@Override
			public boolean isCurrent() {
				return HandlerFixture.this.current;
			}

			@Override
			public void acknowledge() {
				HandlerFixture.this.acknowledged.incrementAndGet();
			}

		});
	}

	private static @Nullable RawJson json(@Nullable String data) {
		return (data != null) ? RawJson.of(data) : null;
	}

	@Override
	public void close() {
		this.context.close();
	}

	// Sockets, channels and users that tell their names and note what they would send.
	private PipeOperations recording() {
		PipeOperations pipe = mock(PipeOperations.class);
		given(pipe.socket(anyString())).willAnswer((call) -> {
			PipeSocket socket = mock(PipeSocket.class);
			given(socket.id()).willReturn(call.getArgument(0));
			given(socket.trigger(anyString(), any()))
				.willAnswer((trigger) -> triggered("socket " + call.getArgument(0), trigger));
			return socket;
		});
		given(pipe.channel(anyString())).willAnswer((call) -> channel(call.getArgument(0), ""));
		given(pipe.user(anyString())).willAnswer((call) -> {
			PipeUser user = mock(PipeUser.class);
			given(user.id()).willReturn(call.getArgument(0));
			return user;
		});
		return pipe;
	}

	private PipeChannel channel(String name, String except) {
		PipeChannel channel = mock(PipeChannel.class);
		given(channel.name()).willReturn(name);
		given(channel.except(anyString())).willAnswer((call) -> channel(name, " except " + call.getArgument(0)));
		given(channel.trigger(anyString(), any()))
			.willAnswer((trigger) -> triggered("channel " + name + except, trigger));
		return channel;
	}

	private CompletableFuture<Void> triggered(String target, InvocationOnMock trigger) {
		RuntimeException failure = this.triggerFailure;
		if (failure != null) {
			throw failure;
		}
		this.triggered.add(target + " " + trigger.getArgument(0) + " " + trigger.getArgument(1));
		return this.triggerResult;
	}

}
