/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.pusherpipe.protocol.auth.ChannelSignature;
import io.pusherpipe.protocol.auth.Secret;
import io.pusherpipe.protocol.auth.UserSignature;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.RawWebSocket;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications on one edge neither see nor reach each other, whatever names they share.
 */
class AppIsolationTests {

	private static final Pattern SOCKET_ID = Pattern.compile("[0-9]+[.][0-9]+");

	private static final Secret SECRET = Secret.of("theirs");

	@RegisterExtension
	final TestEdge edge = new TestEdge((builder) -> builder.app(App.of("4", "foreign", "theirs")));

	@SuppressWarnings("NullAway.Init")
	private RawWebSocket foreign;

	@SuppressWarnings("NullAway.Init")
	private String foreignId;

	@BeforeEach
	void connect() {
		this.foreign = this.edge.connect("/app/foreign?protocol=7");
		Matcher id = SOCKET_ID.matcher(this.foreign.next("pusher:connection_established"));
		assertThat(id.find()).isTrue();
		this.foreignId = id.group();
		subscribe("room", "");
		subscribe("presence-room", ",\"channel_data\":\"{\\\"user_id\\\":\\\"1\\\"}\",\"auth\":\""
				+ ChannelSignature.authorize("foreign", SECRET, this.foreignId, "presence-room", "{\"user_id\":\"1\"}")
				+ "\"");
		this.foreign.send("{\"event\":\"pusher:signin\",\"data\":{\"user_data\":\"{\\\"id\\\":\\\"1\\\"}\",\"auth\":\""
				+ UserSignature.authorize("foreign", SECRET, this.foreignId, "{\"id\":\"1\"}") + "\"}}");
		this.foreign.next("pusher:signin_success");
	}

	@AfterEach
	void close() {
		this.foreign.close();
	}

	@Test
	void theHttpApiTellsOfTheAppsOwnChannelsAlone() throws Exception {
		assertThat(get("/channels")).isEqualTo("{\"channels\":{}}");
		assertThat(get("/channels/room")).isEqualTo("{\"occupied\":false}");
		assertThat(get("/channels/presence-room/users")).isEqualTo("{\"users\":[]}");
	}

	@Test
	void eventsReachTheAppsOwnSocketsAlone() throws Exception {
		for (String channel : new String[] { "room", "presence-room", "#server-to-user-1", "cache-room" }) {
			TestHttp.post(this.edge.port(), "/apps/3/events",
					"{\"name\":\"e\",\"channel\":\"" + channel + "\",\"data\":\"1\"}");
		}
		// asks the homes of all channels, and so is answered after the events
		assertThat(get("/channels")).isEqualTo("{\"channels\":{}}");
		roundTrip();
		subscribe("cache-room", "");
		assertThat(this.foreign.next()).contains("pusher:cache_miss");
	}

	@Test
	void membersAreAnnouncedToTheAppsOwnSocketsAlone() {
		try (Browser browser = this.edge.browser()) {
			assertThat(browser.subscribe("presence-room", "{\"user_id\":\"2\"}")).contains("\\\"count\\\":1");
			roundTrip();
		}
	}

	@Test
	void terminatingAUserClosesTheAppsOwnSocketsAlone() throws Exception {
		try (Browser browser = this.edge.browser()) {
			browser.send("{\"event\":\"pusher:signin\",\"data\":{\"user_data\":\"{\\\"id\\\":\\\"1\\\"}\",\"auth\":\""
					+ UserSignature.authorize(TestApps.KEY, Secret.of(TestApps.SECRET), browser.id(), "{\"id\":\"1\"}")
					+ "\"}}");
			browser.next("pusher:signin_success");
			TestHttp.post(this.edge.port(), "/apps/3/users/1/terminate_connections", "{}");
			assertThat(browser.nextClose().closeCode()).isEqualTo(4009);
			roundTrip();
		}
	}

	private void subscribe(String channel, String more) {
		this.foreign.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"" + channel + "\"" + more + "}}");
		this.foreign.next("pusher_internal:subscription_succeeded");
	}

	private void roundTrip() {
		this.foreign.send("{\"event\":\"pusher:ping\"}");
		assertThat(this.foreign.next()).contains("pusher:pong");
	}

	private String get(String path) throws Exception {
		return TestHttp.get(this.edge.port(), "/apps/3" + path, Map.of()).body();
	}

}
