/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

/**
 * Is told of named groups. Called for one application's groups one after the other, on
 * any thread.
 */
public interface GroupWatcher {

	/**
	 * A group is there.
	 * @param appId the id of its application
	 * @param group the group
	 */
	void created(String appId, GroupView group);

	/**
	 * A group is there no longer.
	 * @param appId the id of its application
	 * @param group the group
	 */
	void forgotten(String appId, GroupView group);

}
