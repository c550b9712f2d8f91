/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.util.List;
import java.util.Set;

import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeFilter;
import io.pusherpipe.protocol.pipe.PipeShard;
import io.pusherpipe.protocol.pipe.PipeSubscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Whom a client joins the edge as.
 */
class MembershipTests {

	private final StubEdge edge = new StubEdge();

	@AfterEach
	void closeEdge() {
		this.edge.close();
	}

	@Test
	void joinsOnceWithEverything() {
		PipeFilter filter = new PipeFilter(Set.of("move"), List.of(new PipeFilter.ChannelRule("room-*", "say")),
				List.of("private-*"));
		PipeClient client = this.edge.memberClient()
			.group("orders")
			.member("web-1")
			.shard(PipeShard.CHANNEL)
			.prefetch(77)
			.filter(filter)
			.build();
		Await.subscribed(client, PipeEventType.SOCKET_EXISTENCE, PipeEventType.SOCKET_MESSAGE);
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		assertThat(pipe.request()).isEqualTo(json("""
				{"id":"join","method":"subscribe","params":{"group":"orders","member":"web-1",
				"events":["socket_existence","socket_message"],"shard":"channel","credit":77,
				"filter":{"back_channel":["move"],"channels":[{"channel":"room-*","event":"say"}],
				"existence":["private-*"]}}}"""));
		assertThat(pipe.waitingRequests()).isZero();
		assertThat(this.edge.targets()).singleElement().asString().contains("&protocol_version=1.0&");
		Await.disconnected(client);
	}

	@Test
	void asksForSnapshotsWhereTheyAreWanted() {
		PipeClient client = subscribed(this.edge.memberClient().snapshot(true));
		StubEdge.Pipe pipe = this.edge.next();
		assertThat(pipe.request().at("/params/snapshot").asBoolean()).isTrue();
		Await.completion(client.snapshot());
		assertThat(pipe.request().at("/method").asString()).isEqualTo("snapshot");
		Await.disconnected(client);
	}

	@Test
	void comesBackAsTheSameMember() {
		PipeClient client = subscribed(this.edge.memberClient().group("orders"));
		StubEdge.Pipe pipe = this.edge.next();
		JsonNode first = pipe.request();
		pipe.drop();
		assertThat(this.edge.next().request()).isEqualTo(first);
		assertThat(first.at("/params/member").asString()).matches(PipeSubscription::isValidName)
			.matches(".*-[0-9a-f]{8}");
		Await.disconnected(client);
	}

	@Test
	void everyClientHasANameOfItsOwn() {
		assertThat(Membership.uniqueMember()).isNotEqualTo(Membership.uniqueMember())
			.matches(PipeSubscription::isValidName);
	}

	@Test
	void refusesNamesThatTheEdgeWouldRefuse() {
		assertThatIllegalArgumentException().isThrownBy(() -> PipeClient.builder().group("my group"))
			.withMessage("group must be 1 to 200 letters, digits and any of _-=@,.;: and so it cannot be 'my group'");
		assertThatIllegalArgumentException().isThrownBy(() -> PipeClient.builder().member(""))
			.withMessageStartingWith("member must be");
		assertThatIllegalArgumentException().isThrownBy(() -> PipeClient.builder().prefetch(0))
			.withMessage("prefetch must be positive");
	}

	@Test
	void asksForNoMoreCreditThanTheEdgeAllows() {
		this.edge.maxCredit(500);
		PipeClient client = subscribed(this.edge.memberClient());
		assertThat(this.edge.next().request().at("/params/credit").asInt()).isEqualTo(500);
		Await.disconnected(client);
	}

	@Test
	void subscribingLaterNamesAllTypes() {
		PipeClient client = subscribed(this.edge.memberClient().group("g"));
		StubEdge.Pipe pipe = this.edge.next();
		pipe.request();
		Await.subscribed(client, PipeEventType.CHANNEL_MEMBERS);
		assertThat(pipe.request().at("/params/events")).isEqualTo(json("[\"socket_message\",\"channel_members\"]"));
		Await.completion(client.unsubscribe(PipeEventType.SOCKET_MESSAGE));
		assertThat(pipe.request().at("/params/events")).isEqualTo(json("[\"channel_members\"]"));
		Await.disconnected(client);
	}

	@Test
	void aFilterIsToldAtOnceAndKept() {
		PipeClient client = subscribed(this.edge.memberClient());
		StubEdge.Pipe pipe = this.edge.next();
		assertThat(pipe.request().at("/params").has("filter")).isFalse();
		Await.completion(client.filter(new PipeFilter(Set.of("a"), List.of(), null)));
		JsonNode filter = json("{\"back_channel\":[\"a\"],\"channels\":[]}");
		assertThat(pipe.request().at("/params/filter")).isEqualTo(filter);
		pipe.drop();
		assertThat(this.edge.next().request().at("/params/filter")).isEqualTo(filter);
		Await.disconnected(client);
	}

	@Test
	void whoWantsNoEventsTakesNoneFromItsGroup() {
		PipeClient client = this.edge.memberClient().group("g").build();
		Await.connected(client);
		JsonNode join = this.edge.next().request();
		assertThat(join.at("/params").has("group")).isFalse();
		assertThat(join.at("/params/events")).isEmpty();
		Await.disconnected(client);
	}

	@Test
	void whoWantsEventsLaterJoinsItsGroupOnAnotherConnection() {
		PipeClient client = this.edge.memberClient().group("g").build();
		Await.connected(client);
		this.edge.next().request();
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		assertThat(client.socketId()).isEqualTo("pipe.2");
		assertThat(this.edge.next().request().at("/params/group").asString()).isEqualTo("g");
		Await.disconnected(client);
	}

	@Test
	void whenTheEdgeRefusesTheMemberThenItIsNotConnectedAndTriesAgain() {
		this.edge.reply((request) -> StubEdge.failure(request, 4216, "the group has shard socket"));
		PipeClient client = this.edge.memberClient().group("g").member("m").build();
		Recorded<PipeException> errors = Recorded.of(client.errors());
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		client.connect().subscribe();
		assertThat(errors.next()).isInstanceOf(PipeConnectionException.class)
			.hasMessage("The edge refuses to have member 'm' of group 'g': the group has shard socket (code 4216)")
			.hasCauseInstanceOf(PipeEdgeException.class);
		assertThat(client.state().isConnected()).isFalse();
		this.edge.reply(StubEdge::success);
		Await.connected(client);
		Await.disconnected(client);
	}

	@Test
	void whenAnotherProcessHasTheNameThenTheClientGivesUp() {
		PipeClient client = subscribed(this.edge.memberClient().group("g").member("m"));
		Recorded<PipeState> states = Recorded.of(client.states());
		this.edge.next().close(4203, "Another connection has this member's name");
		PipeState.Failed failed = states.next(PipeState.Failed.class);
		assertThat(failed.reason()).hasMessage("The edge closed the connection with 4203 Another connection has this "
				+ "member's name: member 'm' of group 'g' is somebody else now. "
				+ "Give every process a name of its own (setting member)");
	}

	@Test
	void whenAcknowledgementsTookTooLongThenTheErrorNamesTheSettingAndTheClientComesBack() {
		PipeClient client = subscribed(this.edge.memberClient());
		Recorded<PipeException> errors = Recorded.of(client.errors());
		try (Logged logged = Logged.of(PipeClient.class.getName())) {
			this.edge.next().close(4204, "Deliveries were not acknowledged in time");
			assertThat(errors.next()).hasMessageContaining("4204").hasMessageContaining("ack-timeout");
			this.edge.next();
			Await.until(() -> logged.lines()
				.stream()
				.anyMatch((line) -> line.startsWith("ERROR") && line.contains("4204")));
		}
		Await.disconnected(client);
	}

	@Test
	void whenTheEdgeKnowsTheGroupNoMoreThenThereIsAGap() {
		PipeClient client = this.edge.memberClient().group("g").build();
		Recorded<PipeGap> gaps = Recorded.of(client.gaps());
		this.edge.reply((request) -> StubEdge.result(request, "{\"created\":true}"));
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		Await.connected(client);
		StubEdge.Pipe pipe = this.edge.next();
		assertThat(gaps.size()).isZero();
		pipe.drop();
		assertThat(gaps.next()).isEqualTo(new PipeGap(PipeGap.Reason.FORGOTTEN, 0));
		Await.disconnected(client);
	}

	@Test
	void whenAnotherMemberWasTheFirstToReturnThenThereIsAGapAllTheSame() {
		PipeClient client = this.edge.memberClient().group("g").build();
		Recorded<PipeGap> gaps = Recorded.of(client.gaps());
		this.edge.reply((request) -> StubEdge.result(request, "{\"created\":false,\"log\":\"a\"}"));
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		Await.connected(client);
		this.edge.next().drop();
		StubEdge.Pipe pipe = this.edge.next();
		Await.connected(client);
		assertThat(gaps.size()).isZero();
		this.edge.reply((request) -> StubEdge.result(request, "{\"created\":false,\"log\":\"b\"}"));
		pipe.drop();
		assertThat(gaps.next()).isEqualTo(new PipeGap(PipeGap.Reason.FORGOTTEN, 0));
		Await.disconnected(client);
	}

	@Test
	void whenTheEdgeStillKnowsTheGroupThenThereIsNoGap() {
		PipeClient client = subscribed(this.edge.memberClient().group("g"));
		Recorded<PipeGap> gaps = Recorded.of(client.gaps());
		this.edge.next().drop();
		this.edge.next();
		Await.connected(client);
		assertThat(gaps.size()).isZero();
		Await.disconnected(client);
	}

	@Test
	void afterAFarewellANewGroupIsNoGap() {
		PipeClient client = this.edge.memberClient().group("g").build();
		Recorded<PipeGap> gaps = Recorded.of(client.gaps());
		this.edge.reply((request) -> StubEdge.result(request, "{\"created\":true}"));
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		Await.connected(client);
		Await.disconnected(client);
		Await.connected(client);
		Await.disconnected(client);
		assertThat(gaps.size()).isZero();
	}

	@Test
	void aRefusalToConnectMentionsTheProtocol() {
		this.edge.refuse(403);
		StepVerifier.create(this.edge.memberClient().build().connect())
			.expectErrorSatisfies((ex) -> assertThat(ex)
				.hasMessageEndingWith("check appId, key and secret, and that the edge speaks Pipe protocol 1.0"))
			.verify(StubEdge.TIMEOUT);
	}

	private static PipeClient subscribed(PipeClientBuilder builder) {
		PipeClient client = builder.build();
		Await.subscribed(client, PipeEventType.SOCKET_MESSAGE);
		Await.connected(client);
		return client;
	}

	private static JsonNode json(String text) {
		return JsonMapper.shared().readTree(text);
	}

}
