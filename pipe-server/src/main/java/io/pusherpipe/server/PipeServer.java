/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.net.ListenException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The edge: holds the sockets of browsers (Pusher protocol 7 at {@code /app/{key}}), the
 * Pipes of backends (at {@code /app/{app_id}}), and answers the HTTP API (at
 * {@code /apps/{app_id}}) and a health check (at {@code /up}), all on one port. Safe for
 * use by several threads.
 *
 * <pre class="code">
 * PipeServer server = PipeServer.builder().app(App.of("1", "key", "secret")).start();
 * </pre>
 */
public final class PipeServer implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(PipeServer.class);

	private final Edge edge;

	private final InetSocketAddress address;

	private final AtomicBoolean stopped = new AtomicBoolean();

	PipeServer(PipeServerBuilder builder) {
		this.edge = Edge.start(builder);
		this.address = this.edge.address();
		logger.info("Edge listening on {}:{}{}, {}, transport {}, {}", host(), port(), builder.pathPrefix,
				(builder.sslContext != null) ? "TLS" : "no TLS", this.edge.transport(),
				builder.apps.stream().map(App::toString).sorted().toList());
	}

	private String host() {
		return this.address.getAddress().isAnyLocalAddress() ? "*" : this.address.getHostString();
	}

	/**
	 * Begin to set up an edge.
	 * @return a builder with the defaults
	 */
	public static PipeServerBuilder builder() {
		return new PipeServerBuilder();
	}

	static PipeServer start(PipeServerBuilder builder) throws ListenException {
		PipeServer server = new PipeServer(builder);
		builder.listener.started(server);
		return server;
	}

	/**
	 * The port that the edge listens on.
	 * @return the real port, also where 0 was asked for
	 */
	public int port() {
		return this.address.getPort();
	}

	/**
	 * Wait until what has happened so far has come to its end: backends have acknowledged
	 * all that sockets have done, and what they have asked for until then has been
	 * carried out. Backends that are not connected are not waited for. For tests in the
	 * same process; not to be called on an event loop.
	 * @param timeout how long to wait
	 * @return {@code false} if backends have not acknowledged everything in that time
	 * @throws InterruptedException if the thread is interrupted
	 */
	public boolean settle(Duration timeout) throws InterruptedException {
		return this.edge.settle(timeout);
	}

	/**
	 * Close all Pipes that are open now, and wait until they are. Well-behaved backends
	 * come back according to the code. For tests of how they do; not to be called on an
	 * event loop.
	 * @param code the code, with its own reason
	 * @throws InterruptedException if the thread is interrupted
	 */
	public void closePipes(CloseCode code) throws InterruptedException {
		this.edge.closePipes(code);
	}

	/**
	 * Stop in an orderly way: accept no more connections, close every socket with 4200,
	 * spread over the drain period, so that the clients come back (to another edge) one
	 * after the other, then close the Pipes, once they have been told of all that, and
	 * deliver the webhooks that are on their way, for 5 seconds at most. Returns when all
	 * is closed. A second call does nothing.
	 */
	public void stop() {
		if (this.stopped.compareAndSet(false, true)) {
			logger.info("Edge on port {} stopping, {} sockets", port(), this.edge.socketCount());
			this.edge.drain();
			this.edge.shutdown();
			logger.info("Edge on port {} stopped", port());
		}
	}

	/**
	 * Stop at once, without telling anybody. A second call does nothing.
	 */
	@Override
	public void close() {
		if (this.stopped.compareAndSet(false, true)) {
			this.edge.shutdown();
			logger.info("Edge on port {} closed", port());
		}
	}

}
