/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

/**
 * Sockets of one server, which stay open from one measurement to the next, so that two
 * servers can be measured in turns.
 */
final class Session implements AutoCloseable {

	private final Network network;

	private final Fleet fleet;

	private final Measurement measurement;

	private final int opened;

	private Session(Network network, Fleet fleet, Measurement measurement) {
		this.network = network;
		this.fleet = fleet;
		this.measurement = measurement;
		this.opened = sockets();
	}

	/**
	 * Open the sockets and wait until they are all there.
	 * @param network where from
	 * @param settings {@code conns} tells how many
	 * @param opening begins what is to be measured on them
	 * @return the session
	 * @throws InterruptedException if this thread is interrupted
	 */
	static Session open(Network network, Settings settings, Opening opening) throws InterruptedException {
		Fleet fleet = new Fleet(network, settings);
		try {
			fleet.open(settings.integer("conns", 1000));
			return new Session(network, fleet, opening.open(network, fleet, settings));
		}
		catch (InterruptedException | RuntimeException ex) {
			fleet.close();
			throw ex;
		}
	}

	/**
	 * Measure once.
	 * @param settings the run
	 * @return what came of it
	 * @throws InterruptedException if this thread is interrupted
	 */
	Settings run(Settings settings) throws InterruptedException {
		return this.measurement.run(settings).with("lost", this.network.call(this.fleet::lost));
	}

	/**
	 * Whether all its sockets are still there.
	 * @return {@code false} if it has to be opened anew
	 */
	boolean isWhole() {
		return sockets() == this.opened;
	}

	/**
	 * How many sockets there are now.
	 * @return the number
	 */
	int sockets() {
		return this.network.call(this.fleet::ready);
	}

	@Override
	public void close() {
		this.measurement.close();
		this.fleet.close();
	}

	/**
	 * Begins a measurement.
	 */
	interface Opening {

		/**
		 * Open what it needs besides the sockets.
		 * @param network where the sockets are
		 * @param fleet the sockets, all open
		 * @param settings the session's
		 * @return the measurement
		 * @throws InterruptedException if this thread is interrupted
		 */
		Measurement open(Network network, Fleet fleet, Settings settings) throws InterruptedException;

	}

}
