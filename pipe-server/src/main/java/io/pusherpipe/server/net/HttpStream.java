/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * The text that answers one HTTP request bit by bit. May be written by any one thread at
 * a time; what happens on it happens on the loop of the connection that the request came
 * on.
 */
public final class HttpStream {

	private final HttpConnection connection;

	private final Channel channel;

	private final Loop loop;

	private final HttpResponse head;

	private @Nullable Runnable onLost;

	private boolean begun;

	private boolean ended;

	HttpStream(HttpConnection connection, Channel channel, Loop loop, HttpResponse head) {
		this.connection = connection;
		this.channel = channel;
		this.loop = loop;
		this.head = head;
	}

	/**
	 * Tell when the connection breaks before all was written. To be called before
	 * {@link HttpEndpoint#handle} returns.
	 * @param task what to do then, on the connection's loop
	 */
	public void onLost(Runnable task) {
		this.onLost = task;
	}

	/**
	 * Write more of the text.
	 * @param utf8 the text, not to be changed any more
	 * @param written what to do, on the connection's loop, once the kernel has the text;
	 * never done if the connection breaks before
	 */
	public void write(byte[] utf8, Runnable written) {
		this.loop.execute(() -> {
			if (this.ended) {
				return;
			}
			begin();
			this.channel.writeAndFlush(new DefaultHttpContent(Unpooled.wrappedBuffer(utf8))).addListener((future) -> {
				if (future.isSuccess()) {
					written.run();
				}
				else {
					tellLost();
				}
			});
		});
	}

	/**
	 * End the text, after all that was written before.
	 */
	public void end() {
		this.loop.execute(() -> {
			if (this.ended) {
				return;
			}
			begin();
			this.ended = true;
			ChannelFuture written = this.channel.writeAndFlush(LastHttpContent.EMPTY_LAST_CONTENT);
			if (!HttpUtil.isKeepAlive(this.head)) {
				written.addListener(ChannelFutureListener.CLOSE);
				return;
			}
			this.connection.streamEnded();
		});
	}

	private void begin() {
		if (!this.begun) {
			this.begun = true;
			this.channel.write(this.head);
		}
	}

	void connectionLost() {
		if (!this.ended) {
			this.ended = true;
			tellLost();
		}
	}

	private void tellLost() {
		Runnable task = this.onLost;
		this.onLost = null;
		if (task != null) {
			task.run();
		}
	}

}
