/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.EncoderException;
import io.netty.handler.codec.compression.DecompressionException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.server.tally.Backlog;
import io.pusherpipe.server.tally.CloseClass;
import io.pusherpipe.server.tally.Traffic;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One WebSocket connection after its handshake: frames in, messages out to its
 * {@link ConnectionHandler}, ready-made frames in the other direction, pings, and the
 * closing handshake. Everything happens on the connection's loop; the pipeline below it
 * holds no more than the frame decoder, and TLS where there is TLS.
 */
public final class WebSocketConnection extends ChannelInboundHandlerAdapter
		implements Connection, Liveness.Watched, Backlog {

	private static final Logger logger = LoggerFactory.getLogger(WebSocketConnection.class);

	private static final long CLOSE_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(5);

	// the handshake is answered, and nobody has been told yet
	private static final byte NEW = 0;

	private static final byte OPEN = 1;

	// one side has said that it closes
	private static final byte CLOSING = 2;

	private static final byte CLOSED = 3;

	private final Channel channel;

	private final Loop loop;

	private final SocketAddress remoteAddress;

	private final WebSocketOptions options;

	private final Traffic traffic;

	private final FrameWriter writer;

	private final Liveness liveness;

	private final ConnectionHandler handler;

	// while a message comes in several frames
	private @Nullable TextAssembler assembler;

	private boolean unflushed;

	// one byte, where there are as many connections as memory has room for
	private byte state = NEW;

	WebSocketConnection(Channel channel, Loop loop, SocketAddress remoteAddress, WebSocketOptions options,
			Traffic traffic, boolean compressed, Function<Connection, ConnectionHandler> handlerFactory) {
		this.channel = channel;
		this.loop = loop;
		this.remoteAddress = remoteAddress;
		this.options = options;
		this.traffic = traffic;
		this.writer = DirectFrameWriter.forChannel(channel, compressed, loop.turnBuffer());
		this.liveness = new Liveness(loop.idleWheel(), options.idleTimeout(), options.pongTimeout(), this);
		this.handler = handlerFactory.apply(this);
	}

	@Override
	public Loop loop() {
		return this.loop;
	}

	@Override
	public SocketAddress remoteAddress() {
		return this.remoteAddress;
	}

	@Override
	public Traffic traffic() {
		return this.traffic;
	}

	@Override
	public boolean isOpen() {
		return this.state == OPEN;
	}

	@Override
	public void setReading(boolean reading) {
		this.channel.config().setAutoRead(reading);
	}

	@Override
	public void send(byte[] utf8) {
		if (isOpen()) {
			this.traffic.sent(utf8.length);
			write(WebSocketFrames.text(this.channel.alloc(), utf8));
		}
	}

	@Override
	public void sendShared(ByteBuf frame) {
		if (isOpen()) {
			this.traffic.sent(WebSocketFrames.textLength(frame.readableBytes()));
			this.writer.writeShared(frame);
			written();
		}
	}

	/**
	 * Close the connection: send the close frame after all that was sent before, and wait
	 * for the peer's for at most five seconds.
	 * @param code the WebSocket close code
	 * @param reason the reason, of which at most 123 bytes are sent
	 */
	@Override
	public void close(int code, String reason) {
		if (!isOpen()) {
			return;
		}
		ends(CloseClass.of(code));
		write(WebSocketFrames.close(this.channel.alloc(), code, reason));
		this.liveness.expectAnswer(CLOSE_TIMEOUT_NANOS);
	}

	private void ends(CloseClass why) {
		this.state = CLOSING;
		this.traffic.closed(why);
	}

	private void write(ByteBuf frame) {
		this.writer.write(frame);
		written();
	}

	private void written() {
		if (!this.unflushed) {
			this.unflushed = true;
			this.loop.flushLater(this);
		}
		if (waitingBytes() > this.options.maxQueuedBytes() && isOpen()) {
			evictUnlessFlushed();
		}
	}

	// What has not been offered to the kernel yet says nothing about the reader.
	private void evictUnlessFlushed() {
		this.writer.flush();
		if (waitingBytes() > this.options.maxQueuedBytes() && isOpen()) {
			logger.debug("{} reads too slowly, {} bytes wait for it", this.remoteAddress, waitingBytes());
			this.traffic.evicted();
			close(CloseCode.OVER_CAPACITY);
		}
	}

	@Override
	public long waitingBytes() {
		return this.writer.queuedBytes();
	}

	// Netty's marks: 64 KiB wait, or no more than 32.
	@Override
	public void channelWritabilityChanged(ChannelHandlerContext context) {
		if (this.channel.isWritable() || this.state == CLOSED) {
			this.traffic.caughtUp(this);
		}
		else {
			this.traffic.fellBehind(this);
		}
	}

	void flush() {
		this.unflushed = false;
		this.writer.flush();
	}

	@Override
	public void idle() {
		if (isOpen()) {
			write(WebSocketFrames.ping(this.channel.alloc()));
		}
	}

	@Override
	public void dead() {
		if (isOpen()) {
			close(CloseCode.PONG_TIMEOUT);
		}
		else {
			this.channel.close();
		}
	}

	@Override
	public void abort() {
		if (isOpen()) {
			ends(CloseClass.LOST);
		}
		this.channel.close();
	}

	/**
	 * Send the answer to the handshake, and begin.
	 * @param answer the answer
	 */
	void open(byte[] answer) {
		if (!this.channel.isActive()) {
			return;
		}
		// No frame, but with them it goes out with one call.
		write(Unpooled.wrappedBuffer(answer));
		this.state = OPEN;
		this.traffic.opened();
		this.liveness.start();
		this.handler.onOpen();
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		try {
			if (this.state != CLOSING) {
				this.liveness.alive();
				this.handler.onHeard();
			}
			if (message instanceof WebSocketFrame frame) {
				read(frame);
			}
		}
		finally {
			ReferenceCountUtil.release(message);
		}
	}

	private void read(WebSocketFrame frame) {
		if (frame instanceof CloseWebSocketFrame close) {
			peerCloses(close);
		}
		else if (!isOpen()) {
			return;
		}
		else if (frame instanceof PingWebSocketFrame) {
			write(WebSocketFrames.pong(this.channel.alloc(), frame.content()));
		}
		else if (!(frame instanceof PongWebSocketFrame)) {
			byte[] text = text(frame);
			if (text != null) {
				this.traffic.received(text.length);
				this.handler.onText(text);
			}
		}
	}

	private byte @Nullable [] text(WebSocketFrame frame) {
		if (this.assembler == null) {
			if (frame.isFinalFragment()) {
				return TextAssembler.whole(frame);
			}
			this.assembler = new TextAssembler(this.options.maxMessageSize());
		}
		byte[] text = this.assembler.take(frame);
		if (text != null) {
			this.assembler = null;
		}
		return text;
	}

	private void peerCloses(CloseWebSocketFrame close) {
		int code = close.statusCode();
		this.handler.onPeerClosing(code);
		close((code >= 0) ? code : WebSocketCloseStatus.NORMAL_CLOSURE.code(), "");
		this.writer.flush();
		this.channel.close();
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		ended();
	}

	private void ended() {
		if (this.state == NEW || this.state == CLOSED) {
			return;
		}
		if (isOpen()) {
			ends(CloseClass.LOST);
		}
		this.state = CLOSED;
		this.traffic.caughtUp(this);
		this.liveness.stop();
		this.writer.release();
		if (this.assembler != null) {
			this.assembler.release();
		}
		this.handler.onClosed();
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		if (!this.channel.isActive()) {
			// Netty's inflater throws once more at the end, and does not pass on the end.
			ended();
			return;
		}
		Throwable failure = (cause instanceof DecoderException && cause.getCause() != null) ? cause.getCause() : cause;
		if (failure instanceof CorruptedWebSocketFrameException corrupted) {
			String reason = corrupted.getMessage();
			close(corrupted.closeStatus().code(), (reason != null) ? reason : corrupted.closeStatus().reasonText());
		}
		else if (cause instanceof CodecException && !(cause instanceof EncoderException)) {
			cannotInflate(cause);
		}
		else if (failure instanceof IOException) {
			if (isOpen()) {
				logger.debug("{} is lost: {}", this.remoteAddress, failure.toString());
			}
			abort();
		}
		else {
			logger.error("Closing {} after an unexpected error", this.remoteAddress, failure);
			close(WebSocketCloseStatus.INTERNAL_SERVER_ERROR.code(), "Internal error");
		}
	}

	private void cannotInflate(Throwable cause) {
		// Without a deeper cause there is too much of it.
		if (cause instanceof DecompressionException && cause.getCause() == null) {
			close(WebSocketCloseStatus.MESSAGE_TOO_BIG.code(),
					"Message is larger than " + this.options.maxMessageSize() + " bytes");
		}
		else {
			close(WebSocketCloseStatus.INVALID_PAYLOAD_DATA.code(), "Message is not compressed properly");
		}
	}

}
