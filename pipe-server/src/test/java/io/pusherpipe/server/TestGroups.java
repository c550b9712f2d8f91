/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.app.GroupOptions;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.Member;
import io.pusherpipe.server.test.TestApps;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the tests of groups have in common.
 */
final class TestGroups {

	static final GroupOptions OPTIONS = GroupOptions.DEFAULTS.withMaxEvents(50).withMaxGroups(3).withMaxCredit(100);

	private TestGroups() {
	}

	static App app(GroupOptions options) {
		return TestApps.app().with(AppOptions.of((builder) -> builder.groups(options)));
	}

	/**
	 * A browser whose connection no group hears of that comes later.
	 */
	static Browser connected(TestEdge edge) {
		Browser browser = edge.browser();
		browser.roundTrip();
		return browser;
	}

	/**
	 * Let there be a group {@code orders}, and wait until it has no members.
	 */
	static void comeAndGo(TestEdge edge) {
		Member.of(edge.port(), "orders", "a").goodbye();
		await(edge, (info) -> info.contains("\"members\":0,"));
	}

	/**
	 * Wait until the edge tells what is expected of its groups.
	 */
	static void await(TestEdge edge, Predicate<String> info) {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
		try (Member onlooker = Member.connect(edge.port())) {
			String told = "";
			while (!info.test(told) && System.nanoTime() - deadline < 0) {
				edge.ticker().advance(1, TimeUnit.MILLISECONDS);
				told = String.valueOf(onlooker.request("query", "{\"kind\":\"info\"}").result());
			}
			assertThat(told).matches(info);
		}
	}

}
