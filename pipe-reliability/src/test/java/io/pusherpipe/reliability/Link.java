/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * What is between a member and the edge: passes bytes on, as long as nothing is wrong
 * with it. It never reorders, loses or changes what it passes on.
 */
final class Link implements AutoCloseable {

	private final ServerSocket server;

	private final int edgePort;

	private final Set<Line> lines = ConcurrentHashMap.newKeySet();

	private volatile Duration delay = Duration.ZERO;

	private volatile boolean held;

	private volatile boolean refusing;

	Link(int edgePort) {
		this.edgePort = edgePort;
		try {
			this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		run("accept", this::accept);
	}

	int port() {
		return this.server.getLocalPort();
	}

	/** End the connections; others may be made. */
	void cut() {
		this.lines.forEach(Line::close);
	}

	/** End the connections and make no others. */
	void refuse() {
		this.refusing = true;
		cut();
	}

	/** Pass nothing on, in neither direction, and end nothing. */
	void hold() {
		this.held = true;
	}

	/**
	 * Pass everything on later.
	 * @param time how much later
	 */
	void delay(Duration time) {
		this.delay = time;
	}

	/** Tell the edge that the member sends no more, and go on in the other direction. */
	void closeTowardsEdge() {
		this.lines.forEach((line) -> Line.end(line.edge));
	}

	/** Tell the member that the edge sends no more, and go on in the other direction. */
	void closeTowardsMember() {
		this.lines.forEach((line) -> Line.end(line.member));
	}

	/** Be as good as new. What was held is passed on. */
	void heal() {
		this.held = false;
		this.refusing = false;
		this.delay = Duration.ZERO;
	}

	private void accept() {
		while (!this.server.isClosed()) {
			try {
				Socket member = this.server.accept();
				if (this.refusing) {
					member.close();
				}
				else {
					run("connect", () -> connect(member));
				}
			}
			catch (IOException ex) {
				// closed
			}
		}
	}

	private void connect(Socket member) {
		try {
			Line line = new Line(member, new Socket(InetAddress.getLoopbackAddress(), this.edgePort));
			this.lines.add(line);
			line.start();
		}
		catch (IOException ex) {
			Line.closeQuietly(member);
		}
	}

	private static void run(String name, Runnable task) {
		Thread thread = new Thread(task, "link-" + name);
		thread.setDaemon(true);
		thread.start();
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		cut();
	}

	/**
	 * Some bytes on their way; none at the end.
	 */
	private static final class Parcel {

		private final byte[] bytes;

		private final long arrived = System.nanoTime();

		Parcel(byte[] bytes) {
			this.bytes = bytes;
		}

	}

	/**
	 * A connection of a member.
	 */
	private final class Line {

		private final Socket member;

		private final Socket edge;

		Line(Socket member, Socket edge) {
			this.member = member;
			this.edge = edge;
		}

		void start() throws IOException {
			this.member.setTcpNoDelay(true);
			this.edge.setTcpNoDelay(true);
			carry(this.member, this.edge);
			carry(this.edge, this.member);
		}

		private void carry(Socket from, Socket to) {
			BlockingQueue<Parcel> parcels = new LinkedBlockingQueue<>(64);
			run("read", () -> read(from, parcels));
			run("write", () -> write(parcels, to));
		}

		private void read(Socket from, BlockingQueue<Parcel> parcels) {
			byte[] buffer = new byte[65536];
			try {
				for (int n = from.getInputStream().read(buffer); n >= 0; n = from.getInputStream().read(buffer)) {
					parcels.put(new Parcel(Arrays.copyOf(buffer, n)));
				}
				parcels.put(new Parcel(new byte[0]));
			}
			catch (IOException ex) {
				close();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		private void write(BlockingQueue<Parcel> parcels, Socket to) {
			try {
				for (Parcel parcel = parcels.take(); parcel.bytes.length > 0; parcel = parcels.take()) {
					travel(parcel);
					to.getOutputStream().write(parcel.bytes);
				}
				end(to);
				if (this.member.isOutputShutdown() && this.edge.isOutputShutdown()) {
					close();
				}
			}
			catch (IOException ex) {
				close();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}

		private void travel(Parcel parcel) {
			while (Link.this.held || System.nanoTime() - parcel.arrived < Link.this.delay.toNanos()) {
				if (this.member.isClosed()) {
					return;
				}
				LockSupport.parkNanos(1_000_000);
			}
		}

		private static void end(Socket socket) {
			try {
				if (!socket.isOutputShutdown()) {
					socket.shutdownOutput();
				}
			}
			catch (IOException ex) {
				// has ended already
			}
		}

		private static void closeQuietly(Socket socket) {
			try {
				socket.close();
			}
			catch (IOException ex) {
				// is of no use any more anyway
			}
		}

		void close() {
			closeQuietly(this.member);
			closeQuietly(this.edge);
			Link.this.lines.remove(this);
		}

	}

}
