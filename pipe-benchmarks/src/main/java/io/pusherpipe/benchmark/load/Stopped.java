/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Sockets that stop reading, and what becomes of them.
 */
final class Stopped {

	// small, so that the server soon sees that nobody reads
	private static final int RECEIVE_BUFFER = 4096;

	private static final int OVER_CAPACITY = 4100;

	private static final int CLOSE_SECONDS = 3;

	private final Network network;

	private final Fleet fleet;

	private final Set<Client> clients = new HashSet<>();

	private final Evictions evictions;

	private int evictedBefore;

	Stopped(Network network, Fleet fleet, Settings settings) {
		this.evictions = new Evictions(settings);
		this.network = network;
		this.fleet = fleet;
	}

	void open(int count) throws InterruptedException {
		if (count > 0) {
			int before = this.fleet.clients().size();
			this.fleet.receiveBuffer(RECEIVE_BUFFER);
			this.fleet.open(count);
			this.fleet.receiveBuffer(0);
			this.clients.addAll(this.fleet.clients().subList(before, before + count));
		}
	}

	boolean contains(Client client) {
		return !this.clients.isEmpty() && this.clients.contains(client);
	}

	void stop() throws InterruptedException {
		this.evictedBefore = this.evictions.count();
		this.network.loop().execute(() -> this.clients.forEach((client) -> client.reading(false)));
	}

	/**
	 * Wait until the edge has evicted them, or some of them two seconds ago: the close
	 * frame of each waits for five seconds to be read.
	 * @param seconds how long to wait at most
	 * @return how many it has evicted
	 * @throws InterruptedException if this thread is interrupted
	 */
	int awaitEviction(double seconds) throws InterruptedException {
		long end = System.nanoTime() + (long) (seconds * 1e9);
		int evicted = 0;
		boolean hasBegun = false;
		while (evicted < this.clients.size() && System.nanoTime() < end) {
			TimeUnit.MILLISECONDS.sleep(200);
			evicted = this.evictions.count() - this.evictedBefore;
			if (evicted > 0 && !hasBegun) {
				hasBegun = true;
				end = Math.min(end, System.nanoTime() + TimeUnit.SECONDS.toNanos(2));
			}
		}
		return evicted;
	}

	/**
	 * Read on, to see what the server has done.
	 * @return {@code ended} are gone, {@code closed4100} of them were told why
	 * @throws InterruptedException if this thread is interrupted
	 */
	Settings resume() throws InterruptedException {
		this.network.loop().execute(() -> this.clients.forEach((client) -> client.reading(true)));
		TimeUnit.SECONDS.sleep(CLOSE_SECONDS);
		return this.network.call(() -> Settings.NONE.with("stopped", this.clients.size())
			.with("ended", this.clients.stream().filter(Client::isGone).count())
			.with("closed4100", this.clients.stream().filter((client) -> client.closeCode() == OVER_CAPACITY).count()));
	}

}
