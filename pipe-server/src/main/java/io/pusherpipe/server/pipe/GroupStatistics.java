/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.Collection;
import java.util.List;

import io.pusherpipe.server.app.App;

/**
 * Tells of the groups of applications (Pipe protocol 1.0, the query {@code info}).
 */
@FunctionalInterface
public interface GroupStatistics {

	/** There are no groups. */
	GroupStatistics NONE = (app) -> List.of();

	/**
	 * The groups of an application, without those that members have to themselves. May be
	 * called on any thread, and must not wait.
	 * @param app the application
	 * @return the groups
	 */
	Collection<Group> groups(App app);

	/**
	 * One group.
	 *
	 * @param name the group's name
	 * @param members how many members it has
	 * @param waiting how many events wait to be delivered
	 * @param unacknowledged how many have been delivered and not acknowledged
	 */
	record Group(String name, int members, long waiting, long unacknowledged) {

	}

}
