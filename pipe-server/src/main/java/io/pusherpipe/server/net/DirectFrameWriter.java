/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.io.IOException;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.Socket;
import io.netty.handler.ssl.SslHandler;

/**
 * Hands the frames of a loop's turn to the kernel itself, past Netty's pipeline and
 * outbound buffer, as long as nothing waits there and the frames are in a row in the
 * loop's {@link TurnBuffer}. What is not in a row, and what the kernel does not take,
 * goes through the outbound buffer, and so does everything until that is empty again:
 * that keeps the order.
 * <p>
 * Beside the outbound buffer alone, with 1,000 subscribers and one message outstanding:
 * 11 and 27 % less processor time for each message in two runs.
 */
final class DirectFrameWriter implements FrameWriter {

	private final Channel channel;

	private final Socket socket;

	private final TurnBuffer turn;

	// Where in the turn's buffer the frames are that have not been flushed.
	private int from;

	private int to;

	// An answer to an earlier request may still wait there.
	private boolean mayBeBuffered = true;

	private DirectFrameWriter(Channel channel, Socket socket, TurnBuffer turn) {
		this.channel = channel;
		this.socket = socket;
		this.turn = turn;
	}

	/**
	 * Create the best writer for a channel.
	 * @param channel the channel, whose pipeline is complete but for compression
	 * @param compressed whether texts may be compressed
	 * @param turn the frames of its loop's present turn
	 * @return the writer
	 */
	static FrameWriter forChannel(Channel channel, boolean compressed, TurnBuffer turn) {
		boolean direct = channel instanceof EpollSocketChannel && !compressed
				&& channel.pipeline().get(SslHandler.class) == null && turn.hasAddress();
		if (direct && ((EpollSocketChannel) channel).fd() instanceof Socket socket) {
			return new DirectFrameWriter(channel, socket, turn);
		}
		return new BufferedFrameWriter(channel, compressed);
	}

	@Override
	public void write(ByteBuf frame) {
		int at = (isDirect() && (isEmpty() || this.to == this.turn.end())) ? this.turn.add(frame) : -1;
		if (at < 0) {
			buffer(frame);
			return;
		}
		append(at, frame.readableBytes());
		frame.release();
	}

	@Override
	public void writeShared(ByteBuf frame) {
		int at = isDirect() ? this.turn.addShared(frame) : -1;
		if (at >= 0 && (isEmpty() || this.to == at)) {
			append(at, frame.readableBytes());
		}
		else {
			buffer(frame.retainedDuplicate());
		}
	}

	private boolean isDirect() {
		if (this.mayBeBuffered) {
			ChannelOutboundBuffer queue = this.channel.unsafe().outboundBuffer();
			this.mayBeBuffered = queue == null || queue.totalPendingWriteBytes() > 0;
		}
		return !this.mayBeBuffered;
	}

	private boolean isEmpty() {
		return this.from == this.to;
	}

	private void append(int at, int length) {
		if (isEmpty()) {
			this.from = at;
		}
		this.to = at + length;
	}

	private void buffer(ByteBuf frame) {
		if (!isEmpty()) {
			bufferRest(this.from);
		}
		this.mayBeBuffered = true;
		this.channel.write(frame, this.channel.voidPromise());
	}

	// The turn's buffer is anew after the turn, so this is a copy.
	private void bufferRest(int from) {
		ByteBuf rest = this.channel.alloc().directBuffer(this.to - from);
		this.turn.copyTo(from, this.to, rest);
		release();
		this.mayBeBuffered = true;
		this.channel.write(rest, this.channel.voidPromise());
	}

	@Override
	public void flush() {
		if (isEmpty()) {
			this.channel.flush();
			return;
		}
		// The number of a closed descriptor may be somebody else's already.
		if (!this.socket.isOpen()) {
			release();
			return;
		}
		try {
			int sent = this.socket.sendAddress(this.turn.address(), this.from, this.to);
			if (sent == this.to - this.from) {
				release();
			}
			else {
				bufferRest(this.from + sent);
				this.channel.flush();
			}
		}
		catch (IOException ex) {
			release();
			this.channel.pipeline().fireExceptionCaught(ex);
		}
	}

	@Override
	public long queuedBytes() {
		if (!this.mayBeBuffered) {
			return (long) this.to - this.from;
		}
		ChannelOutboundBuffer queue = this.channel.unsafe().outboundBuffer();
		return (queue != null) ? queue.totalPendingWriteBytes() : 0;
	}

	@Override
	public void release() {
		this.from = 0;
		this.to = 0;
	}

}
