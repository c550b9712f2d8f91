/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import com.pusher.rest.Pusher;
import com.pusher.rest.data.Result;
import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeClientChannel;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A backend that triggers events on a channel as fast as they are accepted: {@code pipe}
 * over the Pipe, {@code rest} with Pusher's own SDK for Java. {@code outstanding} of them
 * are under way at once. Lines and answers are those of {@link LoadMain}; the processor
 * time of this process is told as {@code load.user} and {@code load.system}.
 */
public final class TriggerMain {

	private TriggerMain() {
	}

	/**
	 * Run it.
	 * @param args none
	 * @throws IOException if the input cannot be read
	 */
	public static void main(String[] args) throws IOException {
		Commands.run(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)), System.out,
				TriggerMain::run);
		System.exit(0);
	}

	private static Settings run(String mode, Settings settings) throws InterruptedException {
		AtomicLong accepted = new AtomicLong();
		AtomicLong failed = new AtomicLong();
		AtomicBoolean running = new AtomicBoolean(true);
		Thread driver = new Thread(() -> {
			if (mode.equals("pipe")) {
				pipe(settings, running, accepted, failed);
			}
			else {
				rest(settings, running, accepted, failed);
			}
		}, "driver");
		driver.start();
		sleep(settings.number("warmup", 1));
		Window window = new Window(
				settings.with("pids", settings.text("pids", "") + ",client:" + ProcessHandle.current().pid()));
		long before = accepted.get();
		window.begin();
		sleep(settings.number("duration", 1));
		long messages = accepted.get() - before;
		Settings figures = window.end();
		running.set(false);
		driver.join(TimeUnit.SECONDS.toMillis(10));
		return figures.with("messages", messages).with("errors", failed.get()).with("missing", 0);
	}

	private static void pipe(Settings settings, AtomicBoolean running, AtomicLong accepted, AtomicLong failed) {
		PipeClient client = PipeClient.builder()
			.url(URI.create("ws://127.0.0.1:" + settings.integer("port", 0)))
			.appId(settings.text("app", "1"))
			.key(settings.text("key", "key"))
			.secret(settings.text("secret", "secret"))
			.build();
		client.connect().block(Duration.ofSeconds(10));
		try {
			PipeClientChannel channel = client.channel("triggered");
			String data = Mark.text(System.nanoTime(), settings.integer("size", 128));
			Mono<Void> trigger = channel.trigger("bench", data)
				.doOnSuccess((nothing) -> accepted.incrementAndGet())
				.onErrorResume((ex) -> {
					failed.incrementAndGet();
					return Mono.empty();
				});
			// Each goes on by itself: a flatMap over all of them would look through all
			// that are outstanding whenever one is done.
			int outstanding = settings.integer("outstanding", 1000);
			Flux.range(0, outstanding).flatMap((i) -> trigger.repeat(running::get), outstanding).blockLast();
		}
		finally {
			client.disconnect().block(Duration.ofSeconds(10));
		}
	}

	private static void rest(Settings settings, AtomicBoolean running, AtomicLong accepted, AtomicLong failed) {
		Pusher pusher = new Pusher(settings.text("app", "1"), settings.text("key", "key"),
				settings.text("secret", "secret"));
		pusher.setHost("127.0.0.1:" + settings.integer("port", 0));
		pusher.setEncrypted(false);
		String data = Mark.text(System.nanoTime(), settings.integer("size", 128));
		List<Thread> threads = new ArrayList<>();
		// the SDK's HTTP client has two connections to one host
		for (int i = 0; i < 2; i++) {
			Thread thread = new Thread(() -> {
				while (running.get()) {
					if (pusher.trigger("triggered", "bench", data).getStatus() == Result.Status.SUCCESS) {
						accepted.incrementAndGet();
					}
					else {
						failed.incrementAndGet();
					}
				}
			}, "rest-" + i);
			thread.start();
			threads.add(thread);
		}
		for (Thread thread : threads) {
			try {
				thread.join();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}
	}

	private static void sleep(double seconds) throws InterruptedException {
		TimeUnit.MICROSECONDS.sleep((long) (seconds * 1e6));
	}

}
