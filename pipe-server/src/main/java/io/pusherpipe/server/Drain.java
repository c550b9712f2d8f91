/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.server.pipe.Pipes;
import io.pusherpipe.server.socket.Socket;
import io.pusherpipe.server.socket.SocketRegistry;

/**
 * Closes everything in an orderly way. Clients come back at once and without jitter
 * (Pusher protocol 7, reaction of clients), so what spreads their return is the time at
 * which each is closed.
 */
final class Drain {

	private static final long STEP_MILLIS = 50;

	// a connection is closed by force this long after its close frame
	private static final Duration CLOSING = Duration.ofSeconds(6);

	private final SocketRegistry sockets;

	private final Pipes pipes;

	private final Duration period;

	Drain(SocketRegistry sockets, Pipes pipes, Duration period) {
		this.sockets = sockets;
		this.pipes = pipes;
		this.period = period;
	}

	void run() {
		try {
			closeSockets();
			await(() -> this.sockets.all().isEmpty());
			this.pipes.all().forEach((pipe) -> pipe.loop().execute(() -> pipe.close(CloseCode.RECONNECT)));
			await(() -> this.pipes.all().isEmpty());
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void closeSockets() throws InterruptedException {
		List<Socket> open = new ArrayList<>(this.sockets.all());
		long steps = Math.max(1, this.period.toMillis() / STEP_MILLIS);
		for (long step = 1, closed = 0; step <= steps && closed < open.size(); step++) {
			// rounded up, so that a few sockets do not wait for the last step
			long until = Math.min(open.size(), (open.size() * step + steps - 1) / steps);
			close(open.subList((int) closed, (int) until));
			closed = until;
			if (closed < open.size()) {
				TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
			}
		}
	}

	private static void close(Collection<Socket> sockets) {
		sockets.forEach((socket) -> socket.loop().execute(() -> socket.close(CloseCode.RECONNECT)));
	}

	private static void await(BooleanSupplier condition) throws InterruptedException {
		long deadline = System.nanoTime() + CLOSING.toNanos();
		while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
			TimeUnit.MILLISECONDS.sleep(5);
		}
	}

}
