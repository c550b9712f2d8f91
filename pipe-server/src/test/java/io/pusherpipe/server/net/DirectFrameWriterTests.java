/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.CharsetUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writing past Netty's outbound buffer, to a real socket.
 */
@EnabledOnOs(OS.LINUX)
class DirectFrameWriterTests {

	private static final int TIMEOUT_SECONDS = 30;

	private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());

	private final TurnBuffer turn = new TurnBuffer();

	private final CompletableFuture<Channel> accepted = new CompletableFuture<>();

	private final CompletableFuture<Throwable> failure = new CompletableFuture<>();

	@AfterEach
	void shutDown() {
		this.group.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
	}

	@ParameterizedTest
	@ValueSource(longs = { 1, 2, 3, 4, 5, 6, 7, 8 })
	void keepsEveryByteInOrderWhateverTheReaderTakesAtOnce(long seed) throws Exception {
		Random random = new Random(seed);
		ByteArrayOutputStream written = new ByteArrayOutputStream();
		ByteBuf[] shared = new ByteBuf[4];
		for (int i = 0; i < shared.length; i++) {
			// The largest have no room in the turn's buffer.
			shared[i] = frame(random, 1 + random.nextInt(1 << (5 + 4 * i)));
		}
		try (Socket socket = connect()) {
			Channel channel = accepted();
			FrameWriter writer = DirectFrameWriter.forChannel(channel, false, this.turn);
			assertThat(writer).isInstanceOf(DirectFrameWriter.class);
			int reads = 0;
			ByteArrayOutputStream read = new ByteArrayOutputStream();
			for (int turn = 0; turn < 400; turn++) {
				onLoop(channel, () -> {
					for (int frames = 1 + random.nextInt(4); frames > 0; frames--) {
						if (random.nextInt(5) == 0) {
							addOfAnother(random);
						}
						if (random.nextInt(3) == 0) {
							ByteBuf frame = shared[random.nextInt(shared.length)];
							frame.getBytes(frame.readerIndex(), written, frame.readableBytes());
							writer.writeShared(frame);
						}
						else {
							ByteBuf frame = frame(random, 1 + random.nextInt(300));
							frame.getBytes(0, written, frame.readableBytes());
							writer.write(frame);
						}
					}
					writer.flush();
					this.turn.clear();
					return null;
				});
				// Now and then nobody reads for a while, so that the kernel's buffers
				// fill.
				if (random.nextInt(20) == 0) {
					read(socket, read, written.size() / 2);
					reads++;
				}
			}
			read(socket, read, written.size());
			assertThat(reads).isPositive();
			assertThat(read.toByteArray()).isEqualTo(written.toByteArray());
			assertThat(onLoop(channel, writer::queuedBytes)).isZero();
		}
		for (ByteBuf frame : shared) {
			assertThat(released(frame)).isTrue();
		}
	}

	@Test
	void aSingleFrameDoesNotTouchTheOutboundBuffer() throws Exception {
		try (Socket socket = connect()) {
			Channel channel = accepted();
			FrameWriter writer = DirectFrameWriter.forChannel(channel, false, this.turn);
			ByteBuf frame = text("one");
			onLoop(channel, () -> {
				writer.writeShared(frame);
				assertThat(channel.unsafe().outboundBuffer().totalPendingWriteBytes()).isZero();
				assertThat(writer.queuedBytes()).isEqualTo(3);
				writer.flush();
				assertThat(writer.queuedBytes()).isZero();
				return null;
			});
			assertThat(socket.getInputStream().readNBytes(3)).asString().isEqualTo("one");
			assertThat(released(frame)).isTrue();
		}
	}

	@Test
	void framesInARowDoNotTouchTheOutboundBuffer() throws Exception {
		try (Socket socket = connect()) {
			Channel channel = accepted();
			FrameWriter writer = DirectFrameWriter.forChannel(channel, false, this.turn);
			ByteBuf second = text("two");
			onLoop(channel, () -> {
				writer.write(text("one"));
				writer.writeShared(second);
				writer.write(text("three"));
				assertThat(channel.unsafe().outboundBuffer().totalPendingWriteBytes()).isZero();
				assertThat(writer.queuedBytes()).isEqualTo(11);
				writer.flush();
				assertThat(writer.queuedBytes()).isZero();
				return null;
			});
			assertThat(socket.getInputStream().readNBytes(11)).asString().isEqualTo("onetwothree");
			assertThat(released(second)).isTrue();
		}
	}

	@Test
	void framesOfOthersInBetweenAreNotSent() throws Exception {
		try (Socket socket = connect()) {
			Channel channel = accepted();
			FrameWriter writer = DirectFrameWriter.forChannel(channel, false, this.turn);
			ByteBuf third = text("three");
			ByteBuf other = text("other");
			onLoop(channel, () -> {
				writer.write(text("one"));
				this.turn.addShared(other);
				writer.write(text("two"));
				this.turn.addShared(third);
				this.turn.addShared(other);
				writer.writeShared(third);
				writer.flush();
				return null;
			});
			assertThat(socket.getInputStream().readNBytes(11)).asString().isEqualTo("onetwothree");
			assertThat(released(third)).isTrue();
			assertThat(released(other)).isTrue();
		}
	}

	@Test
	void whenTheReaderStopsThenWhatWaitsIsCounted() throws Exception {
		try (Socket socket = connect()) {
			Channel channel = accepted();
			FrameWriter writer = DirectFrameWriter.forChannel(channel, false, this.turn);
			ByteBuf frame = frame(new Random(1), 1_000_000);
			long queued = onLoop(channel, () -> {
				for (int i = 0; i < 8; i++) {
					writer.writeShared(frame);
					writer.flush();
				}
				return writer.queuedBytes();
			});
			assertThat(queued).isBetween(1_000_000L, 8_001_000L);
			assertThat(socket.isConnected()).isTrue();
			onLoop(channel, channel::close);
			channel.closeFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
			assertThat(released(frame)).isTrue();
		}
	}

	@Test
	void afterTheEndNothingIsSentAndNothingLeaks() throws Exception {
		try (Socket socket = connect()) {
			Channel channel = accepted();
			FrameWriter writer = DirectFrameWriter.forChannel(channel, false, this.turn);
			ByteBuf flushed = text("flushed");
			ByteBuf released = text("released");
			onLoop(channel, () -> {
				writer.writeShared(flushed);
				channel.close();
				writer.flush();
				writer.writeShared(released);
				writer.release();
				return null;
			});
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
			assertThat(this.failure).isNotDone();
			assertThat(released(flushed)).isTrue();
			assertThat(released(released)).isTrue();
		}
	}

	@Test
	void whenThePeerHasResetTheConnectionThenThePipelineIsTold() throws Exception {
		Socket socket = connect();
		Channel channel = accepted();
		FrameWriter writer = DirectFrameWriter.forChannel(channel, false, this.turn);
		onLoop(channel, () -> channel.config().setAutoRead(false));
		socket.setSoLinger(true, 0);
		socket.close();
		ByteBuf frame = text("late");
		while (!this.failure.isDone() && channel.isActive()) {
			onLoop(channel, () -> {
				writer.writeShared(frame);
				writer.flush();
				return null;
			});
		}
		assertThat(this.failure.get(TIMEOUT_SECONDS, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
		channel.close().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
		assertThat(released(frame)).isTrue();
	}

	@Test
	void otherTransportsAndCompressionGoThroughTheBuffer() throws Exception {
		try (Socket socket = connect()) {
			assertThat(socket.isConnected()).isTrue();
			assertThat(DirectFrameWriter.forChannel(accepted(), true, this.turn))
				.isInstanceOf(BufferedFrameWriter.class);
		}
		EventLoopGroup nio = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
		try {
			Channel server = new ServerBootstrap().group(nio)
				.channel(NioServerSocketChannel.class)
				.childHandler(new Accepting())
				.bind(InetAddress.getLoopbackAddress(), 0)
				.sync()
				.channel();
			assertThat(DirectFrameWriter.forChannel(server, false, this.turn)).isInstanceOf(BufferedFrameWriter.class);
		}
		finally {
			nio.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
		}
	}

	private Socket connect() throws Exception {
		Channel server = new ServerBootstrap().group(this.group)
			.channel(EpollServerSocketChannel.class)
			.childOption(ChannelOption.SO_SNDBUF, 4096)
			.childHandler(new Accepting())
			.bind(InetAddress.getLoopbackAddress(), 0)
			.sync()
			.channel();
		Socket socket = new Socket();
		socket.setReceiveBufferSize(4096);
		socket.setSoTimeout(TIMEOUT_SECONDS * 1000);
		socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(),
				((InetSocketAddress) server.localAddress()).getPort()));
		return socket;
	}

	private Channel accepted() throws Exception {
		return this.accepted.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
	}

	private static <T> T onLoop(Channel channel, Callable<T> task) throws Exception {
		return channel.eventLoop().submit(task).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
	}

	// Whether nobody but the test holds the frame.
	private boolean released(ByteBuf frame) {
		this.turn.clear();
		return frame.release();
	}

	private void addOfAnother(Random random) {
		ByteBuf frame = frame(random, 1 + random.nextInt(300));
		this.turn.add(frame);
		frame.release();
	}

	private static ByteBuf text(String text) {
		return frame(text.getBytes(CharsetUtil.US_ASCII));
	}

	private static ByteBuf frame(Random random, int length) {
		byte[] bytes = new byte[length];
		random.nextBytes(bytes);
		return frame(bytes);
	}

	private static ByteBuf frame(byte[] bytes) {
		return ByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
	}

	private static void read(Socket socket, ByteArrayOutputStream read, int upTo) throws IOException {
		InputStream in = socket.getInputStream();
		byte[] buffer = new byte[1500];
		while (read.size() < upTo) {
			int count = in.read(buffer, 0, Math.min(buffer.length, upTo - read.size()));
			if (count < 0) {
				return;
			}
			read.write(buffer, 0, count);
		}
	}

	private final class Accepting extends ChannelInboundHandlerAdapter {

		@Override
		public void channelActive(ChannelHandlerContext context) {
			DirectFrameWriterTests.this.accepted.complete(context.channel());
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			DirectFrameWriterTests.this.failure.complete(cause);
		}

	}

}
