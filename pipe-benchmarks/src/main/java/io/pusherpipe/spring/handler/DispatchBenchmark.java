/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.reflect.Proxy;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.client.PipeDelivery;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.SocketId;
import io.pusherpipe.spring.core.PipeOperations;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * From a delivery of the Pipe through a handler, its data converted to a record, to the
 * acknowledgement, all on one thread.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DispatchBenchmark {

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(Handlers.class);

	private final PipeDispatcher dispatcher = new PipeDispatcher(registry(), Runnable::run, (failure) -> {
		throw failure;
	}, PipeHandlerOptions.DEFAULTS, (occurrence) -> null);

	private final Delivery delivery = new Delivery(new SocketMessage("123456789.987654321", "say",
			RawJson.of("{\"text\":\"" + "x".repeat(100) + "\",\"size\":100}"), "private-room-1"));

	private PipeHandlerRegistry registry() {
		PipeOperations nobody = (PipeOperations) Proxy.newProxyInstance(DispatchBenchmark.class.getClassLoader(),
				new Class<?>[] { PipeOperations.class }, (proxy, method, arguments) -> {
					throw new UnsupportedOperationException(method.getName());
				});
		PipeHandlerRegistry registry = new PipeHandlerRegistry(this.context.getDefaultListableBeanFactory(), nobody,
				JsonMapper.shared());
		registry.afterSingletonsInstantiated();
		return registry;
	}

	/**
	 * Have the handler called.
	 * @return how often it has been acknowledged
	 */
	@Benchmark
	public long dispatch() {
		this.dispatcher.dispatch(this.delivery);
		return this.delivery.acknowledged;
	}

	/**
	 * Close the context.
	 */
	@TearDown
	public void close() {
		this.context.close();
	}

	/**
	 * What the handler takes.
	 *
	 * @param text a text
	 * @param size a number
	 */
	record Message(String text, int size) {
	}

	/**
	 * A handler.
	 */
	static class Handlers {

		private @Nullable Message last;

		@OnChannelEvent(channel = "private-room-*", event = "say")
		void said(@SocketId String socket, Message message) {
			this.last = message;
		}

		@Nullable Message last() {
			return this.last;
		}

	}

	/**
	 * The same thing again and again.
	 */
	private static final class Delivery implements PipeDelivery {

		private final PipeNotification notification;

		private long acknowledged;

		private Delivery(PipeNotification notification) {
			this.notification = notification;
		}

		@Override
		public PipeNotification notification() {
			return this.notification;
		}

		@Override
		public boolean redelivered() {
			return false;
		}

		@Override
		public boolean isCurrent() {
			return true;
		}

		@Override
		public void acknowledge() {
			this.acknowledged++;
		}

	}

}
