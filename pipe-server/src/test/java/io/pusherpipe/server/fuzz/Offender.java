/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.fuzz;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;

import io.pusherpipe.server.test.RawWebSocket;
import org.jspecify.annotations.Nullable;

/**
 * A connection for one input: sends, says that there is no more, and reads what it is
 * answered until the edge ends the connection, as it must.
 */
final class Offender implements AutoCloseable {

	private static final int TIMEOUT_MILLIS = 10_000;

	private final Socket socket;

	private final DataInputStream in;

	Offender(int port) throws IOException {
		this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
		// no ports that wait: there are more inputs than ports
		this.socket.setSoLinger(true, 0);
		this.socket.setTcpNoDelay(true);
		this.socket.setSoTimeout(TIMEOUT_MILLIS);
		this.in = new DataInputStream(new BufferedInputStream(this.socket.getInputStream()));
	}

	/**
	 * Ask for a WebSocket.
	 * @return the answer's first line, empty if there was none
	 */
	String upgrade(String target, String headers) throws IOException {
		send(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
				+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + headers + "\r\n")
			.getBytes(StandardCharsets.ISO_8859_1));
		String status = line();
		for (String line = status; line != null && !line.isEmpty();) {
			line = line();
		}
		return (status != null) ? status : "";
	}

	/**
	 * Send, unless the edge has already ended the connection.
	 */
	void send(byte[] bytes) throws IOException {
		try {
			this.socket.getOutputStream().write(bytes);
		}
		catch (SocketException ex) {
			// It ends those that break the rules, and what was underway is lost.
		}
	}

	/**
	 * Send a close frame, which all that was sent before it is answered before.
	 */
	void sendClose() throws IOException {
		send(RawWebSocket.encode(true, RawWebSocket.CLOSE, new byte[] { 3, (byte) 0xE8 }));
	}

	void sendEnd() throws IOException {
		try {
			this.socket.shutdownOutput();
		}
		catch (SocketException ex) {
			// as above
		}
	}

	/**
	 * The next line.
	 * @return the line, or {@code null} at the end
	 */
	@Nullable String line() throws IOException {
		StringBuilder line = new StringBuilder();
		int b;
		for (b = this.in.read(); b != '\n' && b != -1; b = this.in.read()) {
			if (b != '\r') {
				line.append((char) b);
			}
		}
		return (b != -1 || !line.isEmpty()) ? line.toString() : null;
	}

	/**
	 * The next frame's text.
	 * @return the text, empty for other frames, or {@code null} at the end
	 */
	@Nullable String frame() throws IOException {
		try {
			int first = this.in.readUnsignedByte();
			int length = this.in.readUnsignedByte();
			if (length == 126) {
				length = this.in.readUnsignedShort();
			}
			else if (length == 127) {
				length = (int) this.in.readLong();
			}
			byte[] payload = this.in.readNBytes(length);
			return (first == 0x81) ? new String(payload, StandardCharsets.UTF_8) : "";
		}
		catch (EOFException ex) {
			return null;
		}
		catch (SocketException ex) {
			return null;
		}
	}

	/**
	 * All that is answered.
	 */
	String rest() throws IOException {
		StringBuilder rest = new StringBuilder();
		try {
			byte[] buffer = new byte[8192];
			for (int length = this.in.read(buffer); length >= 0; length = this.in.read(buffer)) {
				rest.append(new String(buffer, 0, length, StandardCharsets.ISO_8859_1));
			}
		}
		catch (SocketException ex) {
			// What was answered before counts.
		}
		return rest.toString();
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
