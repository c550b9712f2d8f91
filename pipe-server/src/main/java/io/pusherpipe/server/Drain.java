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
import io.pusherpipe.server.group.Groups;
import io.pusherpipe.server.net.Loops;
import io.pusherpipe.server.pipe.Pipes;
import io.pusherpipe.server.socket.Socket;
import io.pusherpipe.server.socket.SocketRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes everything in an orderly way. Clients come back at once and without jitter
 * (Pusher protocol 7, reaction of clients), so what spreads their return is the time at
 * which each is closed.
 */
final class Drain {

	private static final Logger logger = LoggerFactory.getLogger(Drain.class);

	private static final long STEP_MILLIS = 50;

	// a connection is closed by force this long after its close frame
	static final Duration CLOSING = Duration.ofSeconds(6);

	private final Loops loops;

	private final SocketRegistry sockets;

	private final Groups groups;

	private final Pipes pipes;

	private final Duration period;

	Drain(Loops loops, SocketRegistry sockets, Groups groups, Pipes pipes, Duration period) {
		this.loops = loops;
		this.sockets = sockets;
		this.groups = groups;
		this.pipes = pipes;
		this.period = period;
	}

	void run() {
		try {
			closeSockets();
			await(() -> this.sockets.all().isEmpty());
			// A socket is out of the list before everybody has been told.
			this.loops.settle();
			awaitGroups();
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

	// What backends have not acknowledged when the edge ends is lost to them.
	private void awaitGroups() throws InterruptedException {
		boolean[] drained = new boolean[1];
		await(() -> {
			drained[0] = this.groups.isDrained().join();
			return drained[0];
		});
		if (!drained[0]) {
			logger.warn("Stopped although backends have not acknowledged all that they were to be told");
		}
	}

	private static void await(BooleanSupplier condition) throws InterruptedException {
		long deadline = System.nanoTime() + CLOSING.toNanos();
		while (!condition.getAsBoolean() && System.nanoTime() - deadline < 0) {
			TimeUnit.MILLISECONDS.sleep(5);
		}
	}

}
