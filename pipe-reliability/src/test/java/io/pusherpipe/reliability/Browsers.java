/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;

/**
 * Many sockets, and one thread that sends on them by turns, at a rate.
 */
final class Browsers implements AutoCloseable {

	// how many messages of a socket wait to be written
	private static final int FLOOD = 200;

	private final Selector selector;

	private final int port;

	private final int rate;

	private final String padding;

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	// all that there were, those that have ended among them
	private final List<Browser> all = new CopyOnWriteArrayList<>();

	private List<Browser> current = new ArrayList<>();

	private volatile boolean closed;

	private boolean sending;

	private long begin;

	private long sentSinceBegin;

	private int turn;

	private final AtomicLong sent = new AtomicLong();

	/**
	 * Create none yet.
	 * @param port where they find the edge
	 * @param rate how many events all of them send in a second
	 * @param padding more members of their data, each with a comma before it
	 */
	Browsers(int port, int rate, String padding) {
		this.port = port;
		this.rate = rate;
		this.padding = padding;
		try {
			this.selector = Selector.open();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread thread = new Thread(this::run, "browsers");
		thread.setDaemon(true);
		thread.start();
	}

	/**
	 * Open sockets, a few at a time, in place of those that there are.
	 * @param count how many
	 */
	void open(int count) {
		perform(() -> this.current = new ArrayList<>());
		int step = 100;
		for (int opened = 0; opened < count; opened += step) {
			int part = Math.min(step, count - opened);
			perform(() -> open(part, this.port));
			Await.until(() -> "all sockets are open",
					() -> this.all.stream().noneMatch((browser) -> browser.socketId() == null && !browser.isEnded()));
		}
	}

	private void open(int count, int port) {
		try {
			for (int i = 0; i < count; i++) {
				Browser browser = new Browser(this.selector, port);
				this.all.add(browser);
				this.current.add(browser);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void resume() {
		perform(() -> {
			this.sending = true;
			this.begin = System.nanoTime();
			this.sentSinceBegin = 0;
		});
	}

	/** Send no more, and wait until all that was sent has been written. */
	void pause() {
		perform(() -> this.sending = false);
		awaitFlushed();
	}

	/**
	 * Do something on the thread of the sockets, and wait for it.
	 * @param task what to do
	 */
	void perform(Runnable task) {
		CompletableFuture<Void> done = new CompletableFuture<>();
		this.tasks.add(() -> {
			try {
				task.run();
				done.complete(null);
			}
			catch (RuntimeException ex) {
				done.completeExceptionally(ex);
			}
		});
		this.selector.wakeup();
		done.join();
	}

	/**
	 * All sockets that there ever were.
	 * @return the sockets, in the order in which they were opened
	 */
	List<Browser> all() {
		return this.all;
	}

	/**
	 * Have every socket send something many times, as fast as the edge takes it, and wait
	 * until the edge has.
	 * @param rounds how many times
	 * @param message what to send: in which socket, by its place, and in which round
	 */
	void flood(int rounds, BiFunction<Integer, Integer, String> message) {
		for (int i = 0; i < rounds; i += FLOOD) {
			int from = i;
			int to = Math.min(i + FLOOD, rounds);
			perform(() -> flood(from, to, message));
			awaitFlushed();
		}
		List<Browser> browsers = List.copyOf(this.current);
		int pongs = browsers.get(0).pongs();
		perform(() -> browsers.forEach((browser) -> browser.sendText("{\"event\":\"pusher:ping\",\"data\":{}}")));
		Await.until(() -> "the edge has taken all",
				() -> browsers.stream().allMatch((browser) -> browser.pongs() > pongs || browser.isEnded()));
		List<String> ends = browsers.stream().map(Browser::end).filter((end) -> !end.isEmpty()).toList();
		if (!ends.isEmpty()) {
			throw new AssertionError("The edge does not want them: " + ends);
		}
	}

	private void flood(int from, int to, BiFunction<Integer, Integer, String> message) {
		for (int socket = 0; socket < this.current.size(); socket++) {
			for (int round = from; round < to; round++) {
				this.current.get(socket).sendText(message.apply(socket, round));
			}
		}
	}

	private void awaitFlushed() {
		Await.until(() -> "all has been written by "
				+ this.current.stream().filter((b) -> !b.isFlushed()).map(Browser::socketId).toList(), () -> {
					boolean[] flushed = new boolean[1];
					perform(() -> flushed[0] = this.current.stream().allMatch(Browser::isFlushed));
					return flushed[0];
				});
	}

	long sent() {
		return this.sent.get();
	}

	private void run() {
		try {
			while (!this.closed) {
				this.selector.select(this.sending ? 1 : 20);
				for (Runnable task = this.tasks.poll(); task != null; task = this.tasks.poll()) {
					task.run();
				}
				for (SelectionKey key : this.selector.selectedKeys()) {
					if (key.isValid() && key.attachment() instanceof Browser browser) {
						browser.act();
					}
				}
				this.selector.selectedKeys().clear();
				if (this.sending) {
					send();
				}
			}
			this.all.forEach(Browser::close);
			this.selector.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	// What is due. Who cannot write misses its turn.
	private void send() {
		long due = (System.nanoTime() - this.begin) * this.rate / 1_000_000_000 - this.sentSinceBegin;
		int size = this.current.size();
		for (int tried = 0, sent = 0; tried < size && sent < due; tried++) {
			Browser browser = this.current.get(this.turn++ % size);
			if (browser.isReady()) {
				browser.sendNext(this.padding);
				this.sentSinceBegin++;
				this.sent.incrementAndGet();
				sent++;
			}
		}
	}

	@Override
	public void close() {
		this.closed = true;
		this.selector.wakeup();
	}

}
