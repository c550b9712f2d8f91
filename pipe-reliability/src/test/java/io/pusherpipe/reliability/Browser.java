/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * A socket as a browser has one, of one thread.
 */
final class Browser {

	private static final Pattern SOCKET_ID = Pattern.compile("socket_id\\\\\":\\\\\"([0-9.]+)");

	private static final int TEXT = 1;

	private static final int CLOSE = 8;

	private static final int PING = 9;

	private static final int PONG = 10;

	private final SocketChannel channel;

	private final SelectionKey key;

	private final Queue<ByteBuffer> unsent = new ArrayDeque<>();

	private ByteBuffer in = ByteBuffer.allocate(1024);

	private boolean upgraded;

	private boolean reading = true;

	// read by other threads
	private volatile @Nullable String socketId;

	private volatile int sent;

	private volatile boolean ended;

	private volatile String end = "";

	private volatile int pongs;

	Browser(Selector selector, int port) throws IOException {
		this.channel = SocketChannel.open();
		this.channel.configureBlocking(false);
		this.channel.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
		this.key = this.channel.register(selector, SelectionKey.OP_CONNECT, this);
	}

	/**
	 * Its id.
	 * @return the id, or {@code null} until it has one
	 */
	@Nullable String socketId() {
		return this.socketId;
	}

	/**
	 * How many events it has sent.
	 * @return the number of the latest
	 */
	int sent() {
		return this.sent;
	}

	boolean isEnded() {
		return this.ended;
	}

	boolean isFlushed() {
		return this.unsent.isEmpty();
	}

	/**
	 * How many pings the edge has answered.
	 * @return the number
	 */
	int pongs() {
		return this.pongs;
	}

	/**
	 * How it ended.
	 * @return for people
	 */
	String end() {
		return this.end;
	}

	boolean isReady() {
		return this.socketId != null && !this.ended && this.unsent.isEmpty();
	}

	/** Read no more, whatever comes. */
	void stopReading() {
		this.reading = false;
		this.key.interestOps(0);
	}

	void sendNext(String padding) {
		int number = this.sent + 1;
		this.sent = number;
		sendText("{\"event\":\"numbered\",\"data\":{\"n\":" + number + ",\"t\":" + System.nanoTime() + padding + "}}");
	}

	void sendText(String text) {
		write(frame(TEXT, text.getBytes(StandardCharsets.UTF_8)));
	}

	void act() {
		try {
			if (this.key.isConnectable()) {
				this.channel.finishConnect();
				this.key.interestOps(SelectionKey.OP_READ);
				write(ByteBuffer.wrap(("GET /app/" + EdgeMain.APP.key() + "?protocol=7&client=rig HTTP/1.1\r\n"
						+ "Host: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
						+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n")
					.getBytes(StandardCharsets.US_ASCII)));
			}
			if (this.key.isValid() && this.key.isWritable()) {
				flush();
			}
			if (this.key.isValid() && this.key.isReadable()) {
				read();
			}
		}
		catch (IOException ex) {
			end(String.valueOf(ex.getMessage()));
		}
	}

	private void write(ByteBuffer bytes) {
		if (this.ended) {
			return;
		}
		this.unsent.add(bytes);
		try {
			flush();
		}
		catch (IOException ex) {
			end(String.valueOf(ex.getMessage()));
		}
	}

	private void flush() throws IOException {
		for (ByteBuffer first = this.unsent.peek(); first != null; first = this.unsent.peek()) {
			this.channel.write(first);
			if (first.hasRemaining()) {
				break;
			}
			this.unsent.remove();
		}
		this.key.interestOps(
				(this.reading ? SelectionKey.OP_READ : 0) | (this.unsent.isEmpty() ? 0 : SelectionKey.OP_WRITE));
	}

	// The mask is all zeros, which masks nothing.
	private static ByteBuffer frame(int opcode, byte[] payload) {
		ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
		frame.put((byte) (0x80 | opcode));
		if (payload.length < 126) {
			frame.put((byte) (0x80 | payload.length));
		}
		else {
			frame.put((byte) (0x80 | 126)).putShort((short) payload.length);
		}
		return frame.putInt(0).put(payload).flip();
	}

	private void read() throws IOException {
		if (!this.in.hasRemaining()) {
			this.in = ByteBuffer.allocate(this.in.capacity() * 2).put(this.in.flip());
		}
		int count = this.channel.read(this.in);
		this.in.flip();
		if (!this.upgraded) {
			upgrade();
		}
		while (this.upgraded && takeFrame()) {
			// the next one
		}
		this.in.compact();
		if (count < 0) {
			end("end of the stream");
		}
	}

	private void upgrade() {
		String head = StandardCharsets.ISO_8859_1.decode(this.in.duplicate()).toString();
		int end = head.indexOf("\r\n\r\n");
		if (end >= 0) {
			this.in.position(this.in.position() + end + 4);
			this.upgraded = head.startsWith("HTTP/1.1 101");
			if (!this.upgraded) {
				end(head.substring(0, head.indexOf('\r')));
			}
		}
	}

	private boolean takeFrame() {
		if (this.in.remaining() < 2) {
			return false;
		}
		int start = this.in.position();
		int opcode = this.in.get(start) & 0xf;
		int length = this.in.get(start + 1) & 0x7f;
		int header = 2;
		if (length == 126) {
			if (this.in.remaining() < 4) {
				return false;
			}
			length = this.in.getShort(start + 2) & 0xffff;
			header = 4;
		}
		else if (length == 127) {
			throw new IllegalStateException("A frame that long is not expected");
		}
		if (this.in.remaining() < header + length) {
			return false;
		}
		byte[] payload = new byte[length];
		this.in.position(start + header);
		this.in.get(payload);
		take(opcode, payload);
		return true;
	}

	private void take(int opcode, byte[] payload) {
		String text = new String(payload, StandardCharsets.UTF_8);
		if (opcode == CLOSE) {
			end("closed with " + ((payload.length < 2) ? "nothing" : ByteBuffer.wrap(payload).getShort()));
		}
		else if (opcode == PING) {
			write(frame(PONG, payload));
		}
		else if (text.contains("pusher:connection_established")) {
			Matcher matcher = SOCKET_ID.matcher(text);
			if (!matcher.find()) {
				throw new IllegalStateException("No socket id in " + text);
			}
			this.socketId = matcher.group(1);
		}
		else if (text.contains("pusher:pong")) {
			int number = this.pongs + 1;
			this.pongs = number;
		}
		else if (text.contains("pusher:ping")) {
			sendText("{\"event\":\"pusher:pong\",\"data\":{}}");
		}
		else if (text.contains("pusher:error")) {
			this.end = text;
		}
	}

	private void end(String reason) {
		if (!this.ended) {
			this.ended = true;
			this.end = this.end.isEmpty() ? reason : this.end + ", " + reason;
			this.unsent.clear();
			close();
		}
	}

	void close() {
		this.key.cancel();
		try {
			this.channel.close();
		}
		catch (IOException ex) {
			// is of no use any more anyway
		}
	}

}
