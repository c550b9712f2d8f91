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

	private static final int CLOSE_SECONDS = 6;

	private final Network network;

	private final Fleet fleet;

	private final Set<Client> clients = new HashSet<>();

	Stopped(Network network, Fleet fleet) {
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

	void stop() {
		this.network.loop().execute(() -> this.clients.forEach((client) -> client.reading(false)));
	}

	/**
	 * Read on, to see what the server has done. One that was closed less than five
	 * seconds ago still finds the close frame behind what it had not read.
	 * @return {@code evicted} are gone, {@code closed4100} of them were told why
	 * @throws InterruptedException if this thread is interrupted
	 */
	Settings resume() throws InterruptedException {
		this.network.loop().execute(() -> this.clients.forEach((client) -> client.reading(true)));
		TimeUnit.SECONDS.sleep(CLOSE_SECONDS);
		return this.network.call(() -> Settings.NONE.with("stopped", this.clients.size())
			.with("evicted", this.clients.stream().filter(Client::isGone).count())
			.with("closed4100", this.clients.stream().filter((client) -> client.closeCode() == OVER_CAPACITY).count()));
	}

}
