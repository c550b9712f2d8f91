/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;

/**
 * Writes as Netty does: into the channel's outbound buffer. For every transport, with TLS
 * and compression.
 */
final class BufferedFrameWriter implements FrameWriter {

	private final Channel channel;

	private final boolean compressed;

	BufferedFrameWriter(Channel channel, boolean compressed) {
		this.channel = channel;
		this.compressed = compressed;
	}

	@Override
	public void write(ByteBuf frame) {
		// What is a frame already passes by the handlers that would make one.
		boolean compress = this.compressed && frame.readableBytes() >= Compression.THRESHOLD
				&& WebSocketFrames.isText(frame);
		this.channel.write(
				compress ? new TextWebSocketFrame(frame.skipBytes(WebSocketFrames.headerLength(frame))) : frame,
				this.channel.voidPromise());
	}

	@Override
	public void writeShared(ByteBuf frame) {
		write(frame.retainedDuplicate());
	}

	@Override
	public void flush() {
		this.channel.flush();
	}

	@Override
	public long queuedBytes() {
		ChannelOutboundBuffer queue = this.channel.unsafe().outboundBuffer();
		return (queue != null) ? queue.totalPendingWriteBytes() : 0;
	}

	@Override
	public void release() {
		// The channel does.
	}

}
