/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

import io.pusherpipe.protocol.ChannelType;
import io.pusherpipe.server.app.App;

/**
 * Which channel: names are an application's own.
 *
 * @param app the application
 * @param name the channel's name
 */
public record ChannelKey(App app, String name) {

	/**
	 * What the channel can do.
	 * @return the type, by the name
	 */
	public ChannelType type() {
		return ChannelType.of(this.name);
	}

	/**
	 * Whether anybody is told of the channel.
	 * @return {@code false} for the channels of signed-in users
	 */
	public boolean isListed() {
		return type() != ChannelType.SERVER_TO_USER;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof ChannelKey that && this.app.id().equals(that.app.id()) && this.name.equals(that.name);
	}

	@Override
	public int hashCode() {
		return 31 * this.app.id().hashCode() + this.name.hashCode();
	}

}
