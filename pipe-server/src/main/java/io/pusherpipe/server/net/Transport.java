/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;

/**
 * How the edge talks to the kernel.
 */
public enum Transport {

	/** {@link #EPOLL} where it is available, otherwise {@link #NIO}. */
	AUTO,

	/** The JDK's own selectors; available everywhere. */
	NIO,

	/** Linux's epoll. */
	EPOLL,

	/**
	 * Linux's io_uring, from kernel 5.14 on. Needs Netty's native library for it on the
	 * class path, {@code netty-transport-native-io_uring}.
	 */
	IO_URING;

	/**
	 * Whether this machine has the transport.
	 * @return {@code true} if it can be used
	 */
	public boolean isAvailable() {
		return switch (this) {
			case AUTO, NIO -> true;
			case EPOLL -> Epoll.isAvailable();
			case IO_URING -> IoUring.isAvailable();
		};
	}

	/**
	 * The transport that is meant.
	 * @return this transport, or the one that {@link #AUTO} stands for here
	 * @throws IllegalArgumentException if this machine does not have it
	 */
	public Transport resolve() {
		if (this == AUTO) {
			return EPOLL.isAvailable() ? EPOLL : NIO;
		}
		if (!isAvailable()) {
			throw new IllegalArgumentException("The transport " + this + " is not available on this machine; use AUTO");
		}
		return this;
	}

	IoHandlerFactory ioHandlerFactory() {
		return switch (resolve()) {
			case EPOLL -> EpollIoHandler.newFactory();
			case IO_URING -> IoUringIoHandler.newFactory();
			default -> NioIoHandler.newFactory();
		};
	}

	Class<? extends ServerChannel> serverChannel() {
		return switch (resolve()) {
			case EPOLL -> EpollServerSocketChannel.class;
			case IO_URING -> IoUringServerSocketChannel.class;
			default -> NioServerSocketChannel.class;
		};
	}

}
