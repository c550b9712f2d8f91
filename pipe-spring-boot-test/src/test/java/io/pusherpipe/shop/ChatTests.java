/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.shop;

import io.pusherpipe.spring.boot.test.AutoConfigureEmbeddedPipe;
import io.pusherpipe.spring.boot.test.PipeTester;
import io.pusherpipe.spring.core.PipeTemplate;
import io.pusherpipe.test.PipeRefusalException;
import io.pusherpipe.test.PipeTestSocket;
import io.pusherpipe.test.ReceivedEvent;
import io.pusherpipe.test.TriggeredEvent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests of the whole application with browsers.
 */
// tag::boot[]
@SpringBootTest
@AutoConfigureEmbeddedPipe
class ChatTests {

	@Autowired
	private PipeTester pipe;

	@Test
	void whatOneSaysTheOthersHear() {
		PipeTestSocket ada = this.pipe.connect().subscribe("private-room-1");
		PipeTestSocket grace = this.pipe.connect().subscribe("private-room-1");

		ada.trigger("private-room-1", "say", "Hello");

		assertThat(grace.await("said").dataAs(String.class)).isEqualTo("Hello");
		assertThat(ada.received()).isEmpty();
	}

	// end::boot[]

	// tag::presence[]
	@Test
	void membersSeeEachOtherComeAndGo() {
		PipeTestSocket ada = this.pipe.connect().signIn("ada").subscribe("presence-room-1");
		PipeTestSocket grace = this.pipe.connect().signIn("grace").subscribe("presence-room-1");
		assertThat(ada.await("pusher:member_added").data().path("user_id").asString()).isEqualTo("grace");

		grace.close();

		assertThat(ada.await("pusher:member_removed").data().path("user_id").asString()).isEqualTo("grace");
	}
	// end::presence[]

	// tag::ask[]
	@Test
	void onlyCustomersMayEnter() {
		PipeTestSocket customer = this.pipe.connect().askToSignIn().askToSubscribe("private-room-1");
		assertThat(customer.userId()).isEqualTo("customer-" + customer.id());

		PipeTestSocket stranger = this.pipe.connect();
		assertThatExceptionOfType(PipeRefusalException.class)
			.isThrownBy(() -> stranger.askToSubscribe("private-room-1"))
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(4403));
	}
	// end::ask[]

	// tag::close[]
	@Test
	void whoIsBannedIsOut() {
		PipeTestSocket troll = this.pipe.connect().signIn("troll");

		this.pipe.emit("ban", "troll");

		assertThat(troll.awaitClosed()).isEqualTo(4009);
	}

	@Test
	void whoGoesIsNoted(@Autowired ChatHandlers handlers) {
		PipeTestSocket ada = this.pipe.connect();

		ada.close();
		this.pipe.awaitHandled();

		assertThat(handlers.gone()).contains(ada.id());
	}
	// end::close[]

	// tag::triggered[]
	@Test
	void whatAnybodyTriggersIsSeen(@Autowired PipeTemplate template) {
		template.channel("offers").trigger("cheap", new Order("tea", 1));

		assertThat(this.pipe.triggered()).singleElement().satisfies((event) -> {
			assertThat(event.channel()).isEqualTo("offers");
			assertThat(event.event()).isEqualTo("cheap");
			assertThat(event.dataAs(Order.class)).isEqualTo(new Order("tea", 1));
		});
	}
	// end::triggered[]

	// tag::drop[]
	@Test
	void whatIsSaidDuringAnInterruptionIsHeardAfterwards() {
		PipeTestSocket ada = this.pipe.connect().subscribe("private-room-1");
		PipeTestSocket grace = this.pipe.connect().subscribe("private-room-1");

		this.pipe.dropConnection();
		ada.trigger("private-room-1", "say", "Still there?");
		this.pipe.awaitConnected();

		assertThat(grace.await("said").dataAs(String.class)).isEqualTo("Still there?");
	}
	// end::drop[]

	@Nested
	class WithTwoInTheRoom {

		private PipeTestSocket ada;

		private PipeTestSocket grace;

		@BeforeEach
		void enter() {
			this.ada = ChatTests.this.pipe.connect().subscribe("private-room-2");
			this.grace = ChatTests.this.pipe.connect().subscribe("private-room-2");
		}

		@Test
		void clientEventsGoToTheOthersAndToTheApplication() {
			this.ada.trigger("private-room-2", "client-typing", true);
			assertThat(this.grace.await("client-typing").data().asBoolean()).isTrue();
			assertThat(ChatTests.this.pipe.triggered()).isEmpty();
		}

		@Test
		void whatIsNotAwaitedIsFound() {
			ChatTests.this.pipe.emit("private-room-2", "say", "Hello");
			assertThat(this.ada.received()).extracting(ReceivedEvent::event).containsExactly("said");
			this.grace.await("said");
			this.grace.assertNothingElse();
			assertThat(ChatTests.this.pipe.triggered()).extracting(TriggeredEvent::target)
				.containsExactly("private-room-2");
		}

	}

	// tag::boot[]

}
// end::boot[]
