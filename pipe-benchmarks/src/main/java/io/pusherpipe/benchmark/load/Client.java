/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.benchmark.load;

import java.nio.charset.StandardCharsets;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/**
 * One WebSocket. A message costs it a look at the frame's header and a search for the
 * mark, so that the server stays the bottleneck.
 */
final class Client extends ChannelInboundHandlerAdapter {

	private final Fleet fleet;

	private final int index;

	private final String[] channels;

	private @Nullable Channel channel;

	private @Nullable ByteBuf carry;

	private State state = State.CONNECTING;

	private int subscribed;

	// when what it has sent was due, for answers without a mark
	private long due;

	private int closeCode;

	Client(Fleet fleet, int index, String[] channels) {
		this.fleet = fleet;
		this.index = index;
		this.channels = channels;
	}

	private enum State {

		CONNECTING, OPENING, READY, GONE

	}

	int index() {
		return this.index;
	}

	String[] channels() {
		return this.channels;
	}

	String authorize(String socketId, String channel) {
		return this.fleet.authorize(socketId, channel);
	}

	boolean isReady() {
		return this.state == State.READY;
	}

	int closeCode() {
		return this.closeCode;
	}

	boolean isGone() {
		return this.state == State.GONE;
	}

	long due() {
		return this.due;
	}

	void due(long due) {
		this.due = due;
	}

	void send(String text) {
		if (this.channel != null) {
			this.channel.writeAndFlush(Frames.text(this.channel.alloc(), text), this.channel.voidPromise());
		}
	}

	void reading(boolean reading) {
		if (this.channel != null) {
			this.channel.config().setAutoRead(reading);
		}
	}

	void close() {
		if (this.channel != null) {
			this.channel.close();
		}
	}

	void ready() {
		if (this.state == State.OPENING) {
			this.state = State.READY;
			this.fleet.ready(this);
		}
	}

	void subscribed() {
		if (++this.subscribed == this.channels.length) {
			ready();
		}
	}

	void failed(String why) {
		if (this.state != State.GONE) {
			boolean wasReady = this.state == State.READY;
			this.state = State.GONE;
			this.fleet.ended(this, wasReady, why);
			close();
		}
	}

	@Override
	public void channelActive(ChannelHandlerContext context) {
		this.channel = context.channel();
		context.writeAndFlush(
				context.alloc().buffer().writeBytes(this.fleet.handshake().getBytes(StandardCharsets.US_ASCII)),
				context.voidPromise());
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		ByteBuf in = (ByteBuf) message;
		if (this.carry != null) {
			in = this.carry.writeBytes(in);
			((ByteBuf) message).release();
			this.carry = null;
		}
		try {
			take(in);
			if (in.isReadable() && this.state != State.GONE) {
				this.carry = context.alloc().buffer(Math.max(256, in.readableBytes())).writeBytes(in);
			}
		}
		finally {
			in.release();
		}
	}

	private void take(ByteBuf in) {
		if (this.state == State.CONNECTING && !takeHandshake(in)) {
			return;
		}
		while (this.state != State.GONE) {
			int header = Frames.headerLength(in);
			if (header < 0) {
				return;
			}
			long length = Frames.payloadLength(in);
			if (in.readableBytes() < header + length) {
				return;
			}
			int opcode = in.getByte(in.readerIndex()) & 15;
			in.skipBytes(header);
			int end = in.readerIndex() + (int) length;
			takeFrame(in, opcode, (int) length);
			in.readerIndex(end);
		}
	}

	private boolean takeHandshake(ByteBuf in) {
		String head = in.toString(StandardCharsets.ISO_8859_1);
		int end = head.indexOf("\r\n\r\n");
		if (end < 0) {
			return false;
		}
		if (!head.startsWith("HTTP/1.1 101")) {
			in.skipBytes(in.readableBytes());
			failed("refused: " + head);
			return false;
		}
		in.skipBytes(end + 4);
		this.state = State.OPENING;
		this.fleet.dialect().opened(this);
		return true;
	}

	private void takeFrame(ByteBuf in, int opcode, int length) {
		int from = in.readerIndex();
		switch (opcode) {
			case Frames.TEXT -> {
				long due = (this.state == State.READY) ? Mark.find(in, from, from + length) : -1;
				if (due >= 0) {
					this.fleet.traffic().delivered(this, due);
				}
				else {
					takeText(in.toString(from, length, StandardCharsets.UTF_8));
				}
			}
			case Frames.CLOSE -> {
				this.closeCode = (length >= 2) ? in.getUnsignedShort(from) : 1005;
				failed("closed with " + this.closeCode);
			}
			case Frames.PING -> {
				byte[] payload = new byte[length];
				in.getBytes(from, payload);
				if (this.channel != null) {
					this.channel.writeAndFlush(Frames.frame(this.channel.alloc(), Frames.PONG, payload),
							this.channel.voidPromise());
				}
			}
			default -> {
				// a pong, or what the server sends in pieces, which none of them does
			}
		}
	}

	private void takeText(String text) {
		if (this.state != State.READY || !this.fleet.traffic().answered(this, text)) {
			this.fleet.dialect().text(this, text);
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (this.carry != null) {
			this.carry.release();
			this.carry = null;
		}
		failed("ended");
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		failed(cause.toString());
	}

}
