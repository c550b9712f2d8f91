/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.util.List;
import java.util.Set;

import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeFilter;
import io.pusherpipe.protocol.pipe.PipeFilter.ChannelRule;
import io.pusherpipe.spring.annotation.OnChannelEvent;
import io.pusherpipe.spring.annotation.OnChannelOccupied;
import io.pusherpipe.spring.annotation.OnMemberAdded;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.annotation.OnSocketOpen;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link HandlerFilter}.
 */
class HandlerFilterTests {

	@Test
	void namesWhatThereAreHandlersFor() {
		try (HandlerFixture fixture = HandlerFixture.of(Named.class)) {
			PipeFilter filter = fixture.registry().filter();
			assertThat(filter.backChannel()).containsExactlyInAnyOrder("move", "shoot", "jump");
			assertThat(filter.channels()).containsExactlyInAnyOrder(new ChannelRule("private-room-*", "say"),
					new ChannelRule("news", null), new ChannelRule("*", "like"));
			assertThat(filter.existence()).containsExactlyInAnyOrder("room-*", "presence-room-*");
		}
	}

	@Test
	void whatHasNoHandlersIsNotWanted() {
		try (HandlerFixture fixture = HandlerFixture.of(OpensOnly.class)) {
			assertThat(fixture.registry().filter()).isEqualTo(new PipeFilter(Set.of(), List.of(), List.of()));
			assertThat(fixture.registry().subscriptions()).containsExactly(PipeEventType.SOCKET_EXISTENCE);
		}
	}

	@Test
	void aHandlerForEverythingWantsEverything() {
		try (HandlerFixture fixture = HandlerFixture.of(Named.class, Everything.class)) {
			assertThat(fixture.registry().filter()).isEqualTo(PipeFilter.EVERYTHING);
			assertThat(fixture.registry().subscriptions()).containsExactlyInAnyOrder(PipeEventType.values());
		}
	}

	@Test
	void moreEntriesThanTheEdgeTakesAreEverything() {
		try (HandlerFixture fixture = HandlerFixture.of(Many.class)) {
			assertThat(fixture.registry().filter()).isEqualTo(PipeFilter.EVERYTHING);
		}
	}

	static class Named {

		@OnSocketEvent({ "move", "shoot" })
		void moved() {
		}

		@OnSocketEvent("jump")
		void jumped() {
		}

		@OnChannelEvent(channel = "private-room-*", event = "say")
		void said() {
		}

		@OnChannelEvent(channel = "news")
		void news() {
		}

		@OnChannelEvent(event = "like")
		void liked() {
		}

		@OnChannelOccupied("room-*")
		void occupied() {
		}

		@OnMemberAdded("presence-room-*")
		void added() {
		}

	}

	static class OpensOnly {

		@OnSocketOpen
		void opened() {
		}

	}

	static class Everything {

		@OnSocketOpen
		void opened() {
		}

		@OnSocketEvent
		void event() {
		}

		@OnChannelEvent
		void channelEvent() {
		}

		@OnChannelOccupied
		void occupied() {
		}

	}

	static class Many {

		@OnChannelEvent(
				channel = { "c0", "c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "c9", "c10", "c11", "c12", "c13",
						"c14", "c15", "c16", "c17", "c18", "c19", "c20", "c21", "c22", "c23", "c24", "c25", "c26",
						"c27", "c28", "c29", "c30", "c31" },
				event = { "e0", "e1", "e2", "e3", "e4", "e5", "e6", "e7", "e8", "e9", "e10", "e11", "e12", "e13", "e14",
						"e15", "e16", "e17", "e18", "e19", "e20", "e21", "e22", "e23", "e24", "e25", "e26", "e27",
						"e28", "e29", "e30", "e31" })
		void some() {
		}

	}

}
