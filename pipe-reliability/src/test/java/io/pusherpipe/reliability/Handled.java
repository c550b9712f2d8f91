/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.util.Map;

/**
 * A record and the member that wrote it.
 *
 * @param member the member's name
 * @param record the record
 */
record Handled(String member, Entry record) {

	String key() {
		return this.record.socketId() + "/" + this.record.kind() + "/" + this.record.number();
	}

	/**
	 * Whether another member has handled it than the one that had the socket.
	 * @param since from when on
	 * @param owners who had which socket
	 * @return {@code true} if so
	 */
	boolean isMoved(long since, Map<String, String> owners) {
		String owner = owners.get(this.record.socketId());
		return owner != null && !owner.equals(this.member) && this.record.handled() > since;
	}

	@Override
	public String toString() {
		return this.member + ": " + this.record;
	}

}
