/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.test;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * A WebSocket client of the plainest kind: it sends what it is told to, right or wrong,
 * and hands out what comes in, frame by frame. Every wait ends after ten seconds.
 */
public class RawWebSocket implements AutoCloseable {

	/** The opcode of text frames. */
	public static final int TEXT = 1;

	/** The opcode of binary frames. */
	public static final int BINARY = 2;

	/** The opcode of close frames. */
	public static final int CLOSE = 8;

	/** The opcode of pings. */
	public static final int PING = 9;

	/** The opcode of pongs. */
	public static final int PONG = 10;

	private static final int TIMEOUT_MILLIS = 10_000;

	private final Socket socket;

	private final DataInputStream in;

	private final OutputStream out;

	private final String status;

	private final List<String> headers;

	private final String body;

	public RawWebSocket(int port, String target) {
		this(connect(port), target);
	}

	public RawWebSocket(int port, String target, Map<String, String> headers) {
		this(connect(port), target, headers);
	}

	public RawWebSocket(Socket connected, String target) {
		this(connected, target, Map.of());
	}

	public RawWebSocket(Socket connected, String target, Map<String, String> headers) {
		try {
			this.socket = connected;
			this.socket.setSoTimeout(TIMEOUT_MILLIS);
			this.socket.setTcpNoDelay(true);
			this.in = new DataInputStream(new BufferedInputStream(this.socket.getInputStream()));
			this.out = this.socket.getOutputStream();
			this.out.write(("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
					+ "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
					+ "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + lines(headers) + "\r\n")
				.getBytes(StandardCharsets.US_ASCII));
			List<String> head = readHead();
			this.status = head.get(0);
			this.headers = head.subList(1, head.size());
			this.body = isUpgraded() ? "" : readBody(head);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Socket connect(int port) {
		try {
			return new Socket(InetAddress.getLoopbackAddress(), port);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String lines(Map<String, String> headers) {
		StringBuilder lines = new StringBuilder();
		headers.forEach((name, value) -> lines.append(name).append(": ").append(value).append("\r\n"));
		return lines.toString();
	}

	private List<String> readHead() throws IOException {
		List<String> lines = new ArrayList<>();
		for (String line = readLine(); !line.isEmpty(); line = readLine()) {
			lines.add(line);
		}
		return lines;
	}

	private String readLine() throws IOException {
		ByteArrayOutputStream line = new ByteArrayOutputStream();
		for (int b = this.in.readByte(); b != '\n'; b = this.in.readByte()) {
			if (b != '\r') {
				line.write(b);
			}
		}
		return line.toString(StandardCharsets.US_ASCII);
	}

	private String readBody(List<String> head) throws IOException {
		int length = head.stream()
			.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
			.mapToInt((line) -> Integer.parseInt(line.substring(15).trim()))
			.findFirst()
			.orElse(0);
		return new String(this.in.readNBytes(length), StandardCharsets.UTF_8);
	}

	public String status() {
		return this.status;
	}

	public @Nullable String header(String name) {
		return this.headers.stream()
			.filter((line) -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
			.map((line) -> line.substring(name.length() + 1).trim())
			.findFirst()
			.orElse(null);
	}

	public String body() {
		return this.body;
	}

	public boolean isUpgraded() {
		return this.status.contains(" 101 ");
	}

	public void send(String text) {
		frame(true, TEXT, text.getBytes(StandardCharsets.UTF_8));
	}

	public void frame(boolean last, int opcode, byte[] payload) {
		bytes(encode(last, opcode, payload));
	}

	/**
	 * A frame's bytes, for those who send several at once.
	 */
	public static byte[] encode(boolean last, int opcode, byte[] payload) {
		ByteArrayOutputStream frame = new ByteArrayOutputStream(payload.length + 14);
		frame.write((last ? 0x80 : 0) | opcode);
		if (payload.length < 126) {
			frame.write(0x80 | payload.length);
		}
		else if (payload.length < 65_536) {
			frame.write(0x80 | 126);
			frame.write(payload.length >>> 8);
			frame.write(payload.length);
		}
		else {
			frame.write(0x80 | 127);
			for (int shift = 56; shift >= 0; shift -= 8) {
				frame.write((int) ((long) payload.length >>> shift));
			}
		}
		byte[] mask = { 1, 2, 3, 4 };
		frame.writeBytes(mask);
		byte[] masked = payload.clone();
		for (int i = 0; i < masked.length; i++) {
			masked[i] ^= mask[i % 4];
		}
		frame.writeBytes(masked);
		return frame.toByteArray();
	}

	public void bytes(byte[] bytes) {
		try {
			this.out.write(bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait for a frame.
	 */
	public Frame nextFrame() {
		try {
			int first = this.in.readByte();
			long length = this.in.readByte() & 0x7F;
			if (length == 126) {
				length = this.in.readUnsignedShort();
			}
			else if (length == 127) {
				length = this.in.readLong();
			}
			return new Frame(first & 0x0F, this.in.readNBytes((int) length), (first & 0x40) != 0);
		}
		catch (EOFException ex) {
			return new Frame(-1, new byte[0], false);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Wait for a text; pings are passed over.
	 */
	public String next() {
		Frame frame = nextFrame();
		while (frame.opcode() == PING || frame.opcode() == PONG) {
			frame = nextFrame();
		}
		if (frame.opcode() != TEXT) {
			throw new IllegalStateException("Expected a text but got " + frame);
		}
		return frame.text();
	}

	/**
	 * Wait for a text with this event, passing over others.
	 */
	public String next(String event) {
		String text = next();
		while (!text.contains("\"event\":\"" + event + "\"")) {
			text = next();
		}
		return text;
	}

	/**
	 * Wait for the close frame, passing over all else.
	 */
	public Frame nextClose() {
		Frame frame = nextFrame();
		while (frame.opcode() != CLOSE) {
			if (frame.opcode() == -1) {
				throw new IllegalStateException("The connection ended without a close frame");
			}
			frame = nextFrame();
		}
		return frame;
	}

	/**
	 * Whether the other side ends the connection.
	 */
	public boolean ends() {
		return nextFrame().opcode() == -1;
	}

	/**
	 * End the connection as a lost one ends, without the closing handshake.
	 */
	public void drop() {
		close();
	}

	@Override
	public void close() {
		try {
			this.socket.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * What came in. The opcode is -1 at the end of the connection.
	 */
	public static final class Frame {

		private final int opcode;

		private final byte[] payload;

		private final boolean compressed;

		Frame(int opcode, byte[] payload, boolean compressed) {
			this.opcode = opcode;
			this.payload = payload;
			this.compressed = compressed;
		}

		public int opcode() {
			return this.opcode;
		}

		public byte[] payload() {
			return this.payload;
		}

		public boolean isCompressed() {
			return this.compressed;
		}

		public String text() {
			return new String(this.payload, StandardCharsets.UTF_8);
		}

		public int closeCode() {
			return ((this.payload[0] & 0xFF) << 8) | (this.payload[1] & 0xFF);
		}

		public String closeReason() {
			return new String(this.payload, 2, this.payload.length - 2, StandardCharsets.UTF_8);
		}

		@Override
		public String toString() {
			return (this.opcode == CLOSE && this.payload.length > 1) ? "close " + closeCode() + " " + closeReason()
					: this.opcode + " " + text();
		}

	}

}
