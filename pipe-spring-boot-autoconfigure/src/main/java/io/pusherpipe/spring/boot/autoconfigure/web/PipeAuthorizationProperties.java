/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure.web;

import io.pusherpipe.spring.boot.autoconfigure.PipeConfigurationException;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the application serves authorizations. Only what an application has an authorizer
 * for is served.
 *
 * @param channelPath Path at which channels are authorized.
 * @param userPath Path at which users are authenticated.
 * @param jsonpEnabled Whether to answer GET requests with scripts (JSONP), too. Any site
 * that a user visits can run such a script with the user's cookies, as far as they are
 * sent to other sites.
 */
@ConfigurationProperties("pusher.pipe.authorization")
public record PipeAuthorizationProperties(@DefaultValue("/pusher/auth") String channelPath,
		@DefaultValue("/pusher/user-auth") String userPath, @DefaultValue("false") boolean jsonpEnabled) {

	/**
	 * These properties, unless they cannot be.
	 * @return these properties
	 * @throws PipeConfigurationException if a path cannot be
	 */
	PipeAuthorizationProperties checked() {
		check("channel-path", this.channelPath);
		check("user-path", this.userPath);
		if (this.channelPath.equals(this.userPath)) {
			throw new PipeConfigurationException(
					"The properties pusher.pipe.authorization.channel-path and .user-path are both '" + this.userPath
							+ "'.",
					"Set pusher.pipe.authorization.channel-path and .user-path to different paths.");
		}
		return this;
	}

	private static void check(String key, String path) {
		if (!path.startsWith("/")) {
			throw new PipeConfigurationException(
					"The property pusher.pipe.authorization." + key + " is '" + path + "'.",
					"Set it to a path that begins with '/'.");
		}
	}

}
