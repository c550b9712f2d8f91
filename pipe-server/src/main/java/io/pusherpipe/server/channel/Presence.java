/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import io.pusherpipe.protocol.pusher.PresenceMember;

/**
 * The users in a presence channel. A user is there as long as at least one of the user's
 * sockets is. Belongs to the channel's home loop.
 */
final class Presence {

	private final Map<String, PresenceMember> members = new LinkedHashMap<>();

	private final Map<String, Integer> sockets = new LinkedHashMap<>();

	boolean contains(PresenceMember member) {
		return this.members.containsKey(member.userId());
	}

	int size() {
		return this.members.size();
	}

	Collection<PresenceMember> members() {
		return this.members.values();
	}

	/**
	 * One more socket of a user. What it tells of the user replaces what was known.
	 * @param member the user
	 * @return whether the user was not there before
	 */
	boolean add(PresenceMember member) {
		this.members.put(member.userId(), member);
		return this.sockets.merge(member.userId(), 1, Integer::sum) == 1;
	}

	/**
	 * One socket of a user less.
	 * @param member the user
	 * @return whether the user is no longer there
	 */
	boolean remove(PresenceMember member) {
		if (this.sockets.merge(member.userId(), -1, Integer::sum) > 0) {
			return false;
		}
		this.sockets.remove(member.userId());
		this.members.remove(member.userId());
		return true;
	}

}
