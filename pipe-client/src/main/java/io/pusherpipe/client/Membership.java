/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.UUID;

import io.pusherpipe.protocol.pipe.PipeShard;
import io.pusherpipe.protocol.pipe.PipeSubscription;
import org.jspecify.annotations.Nullable;

// Who a client is in protocol 1.0; PipeClientBuilder tells what each of them is.
record Membership(@Nullable String group, String member, PipeShard shard, int prefetch, boolean snapshot) {

	private static final int MAX_HOST_LENGTH = 100;

	/**
	 * A name that no other process has.
	 * @return the name, which begins with the host's
	 */
	static String uniqueMember() {
		String host = host().replaceAll("[^A-Za-z0-9_.-]", "-");
		return host.substring(0, Math.min(host.length(), MAX_HOST_LENGTH)) + "-"
				+ UUID.randomUUID().toString().substring(0, 8);
	}

	// The environment first, since a resolver may take its time.
	private static String host() {
		for (String variable : new String[] { "HOSTNAME", "COMPUTERNAME" }) {
			String name = System.getenv(variable);
			if (name != null && !name.isBlank()) {
				return name;
			}
		}
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "member";
		}
	}

	/**
	 * Check the name of a group or a member.
	 * @param setting which of them
	 * @param name the name
	 * @return the name
	 * @throws IllegalArgumentException if it cannot be
	 */
	static String checked(String setting, String name) {
		if (!PipeSubscription.isValidName(name)) {
			throw new IllegalArgumentException(setting + " must be 1 to " + PipeSubscription.MAX_NAME_LENGTH
					+ " letters, digits and any of _-=@,.;: and so it cannot be '" + name + "'");
		}
		return name;
	}

	@Override
	public String toString() {
		return "member '" + this.member + "'" + ((this.group != null) ? " of group '" + this.group + "'" : "");
	}

}
