/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.group;

import java.time.Duration;

import io.pusherpipe.server.tally.GroupCount;
import io.pusherpipe.server.tally.Tally;

/**
 * A named group of backends, for those who watch. All methods may be called on any
 * thread.
 */
public interface GroupView {

	/**
	 * The group's name.
	 * @return the name, unique in its application
	 */
	String name();

	/**
	 * What happens in the group.
	 * @return the numbers
	 */
	Tally<GroupCount> counts();

	/**
	 * How far the group is behind: how old the oldest event is that no member has
	 * acknowledged.
	 * @return the time, to within a quarter of a second; zero if there is none
	 */
	Duration lag();

}
