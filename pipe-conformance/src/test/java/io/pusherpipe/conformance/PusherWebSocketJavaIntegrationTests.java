/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;

import com.pusher.client.PusherOptions;
import com.pusher.client.channel.PresenceChannel;
import com.pusher.client.channel.PusherEvent;
import com.pusher.client.channel.User;
import com.pusher.client.channel.impl.BaseChannel;
import com.pusher.client.connection.ConnectionState;
import com.pusher.client.util.HttpChannelAuthorizer;
import com.pusher.client.util.HttpUserAuthenticator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.opentest4j.TestAbortedException;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The client for Java and Android against the edge. What its threads throw is a failure:
 * the client would go on, but without the event.
 */
class PusherWebSocketJavaIntegrationTests {

	private static final ConfigurableApplicationContext APPLICATION = AuthorizingApplication.start();

	private final EdgeProcess edges = new EdgeProcess();

	private final RemoteEdge edge = this.edges
		.open(Map.of("subscriptionCountEnabled", "true", "watchlistEnabled", "true"));

	// it logs what it also tells its listeners
	private final Logger clientLogger = Logger.getLogger("com.pusher.client");

	private final HttpSdk backend = new ProgramSdk(List.of("node", "src/test/js/http-sdk/sdk.mjs"));

	private final List<DynamicTest> tests = new ArrayList<>();

	private final List<JavaClient> clients = new ArrayList<>();

	private final List<Throwable> uncaught = new CopyOnWriteArrayList<>();

	private final Thread.@Nullable UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();

	@AfterAll
	static void close() {
		APPLICATION.close();
	}

	@AfterEach
	void stop() {
		Thread.setDefaultUncaughtExceptionHandler(this.before);
		this.backend.close();
		this.edges.close();
	}

	@TestFactory
	Stream<DynamicTest> pusherWebSocketJava() {
		Thread.setDefaultUncaughtExceptionHandler((thread, thrown) -> this.uncaught.add(thrown));
		this.clientLogger.setLevel(Level.OFF);
		connection();
		channels();
		presence();
		clientEvents();
		encryption();
		cache();
		counts();
		users();
		restart();
		transports();
		endpoints();
		return Column.PUSHER_WEBSOCKET_JAVA.tellsOf(this.tests.stream());
	}

	private void connection() {
		check("connect: a socket id", () -> assertThat(open("a").id()).matches("\\d+\\.\\d+"));
		check("connect: an unknown key is refused for good", () -> {
			Credentials app = app();
			Credentials unknown = app.withKey("unknown");
			JavaClient client = track(new JavaClient(unknown, this.backend, "a"));
			client.pusher.connect(client);
			client.awaitError(4001);
			client.await(ConnectionState.DISCONNECTED);
			assertThat(client.states.isEmpty()).isTrue();
		});
	}

	private void channels() {
		check("public channel: an event arrives", () -> {
			JavaListener listener = open("a").subscribe("public");
			trigger("public", Map.of("text", "größe 😀"));
			assertThat(listener.events.next().getData()).isEqualTo("{\"text\":\"größe 😀\"}");
		});
		check("public channel: the excluded socket gets nothing", () -> {
			JavaClient excluded = open("a");
			JavaListener listener = excluded.subscribe("exclusion");
			this.backend.call("trigger", app(), Map.of("channels", List.of("exclusion"), "event", "e", "data", "others",
					"socketId", excluded.id()));
			trigger("exclusion", "all");
			assertThat(listener.events.next().getData()).isEqualTo("all");
		});
		check("public channel: after unsubscribing nothing arrives", () -> {
			JavaClient client = open("a");
			JavaListener left = client.subscribe("left");
			client.pusher.unsubscribe("left");
			JavaListener other = client.subscribe("not-left");
			trigger("left", "unheard");
			trigger("not-left", "heard");
			assertThat(other.events.next().getData()).isEqualTo("heard");
			assertThat(left.events.isEmpty()).isTrue();
		});
		check("private channel: authorized, an event arrives", () -> {
			JavaListener listener = open("a").subscribe("private-room");
			trigger("private-room", 42);
			assertThat(listener.events.next().getData()).isEqualTo("42");
		});
		check("private channel: a wrong signature is refused, the connection stays", () -> {
			JavaClient client = track(new JavaClient(app().withSecret("wrong"), this.backend, "a")).connect();
			JavaListener refused = client.subscribeLater("private-forged");
			client.awaitError(4009);
			JavaListener listener = client.subscribe("public-after-refusal");
			trigger("public-after-refusal", "still here");
			assertThat(listener.events.next().getData()).isEqualTo("still here");
			assertThat(refused.successes.isEmpty()).isTrue();
		});
	}

	private void presence() {
		check("presence channel: who is there, who comes, who leaves", () -> {
			JavaClient ada = open("ada");
			JavaListener ofAda = ada.subscribe("presence-room");
			assertThat(ofAda.users.next()).extracting(User::getId).containsExactly("ada");
			JavaClient bob = open("bob");
			JavaListener ofBob = bob.subscribe("presence-room");
			User added = ofAda.added.next();
			assertThat(added.getId()).isEqualTo("bob");
			assertThat(added.getInfo()).isEqualTo("{\"name\":\"Name of bob\"}");
			assertThat(ofBob.users.next()).extracting(User::getId).containsExactlyInAnyOrder("ada", "bob");
			PresenceChannel channel = bob.pusher.getPresenceChannel("presence-room");
			assertThat(channel.getMe().getInfo()).isEqualTo("{\"name\":\"Name of bob\"}");
			bob.pusher.unsubscribe("presence-room");
			assertThat(ofAda.removed.next().getId()).isEqualTo("bob");
		});
		check("presence channel: a second tab is no second member", () -> {
			JavaListener ofAda = open("ada").subscribe("presence-tabs");
			JavaClient tab = open("bob");
			tab.subscribe("presence-tabs");
			JavaClient otherTab = open("bob");
			otherTab.subscribe("presence-tabs");
			tab.close();
			assertThat(ofAda.added.next().getId()).isEqualTo("bob");
			open("eve").subscribe("presence-tabs");
			assertThat(ofAda.added.next().getId()).isEqualTo("eve");
			assertThat(ofAda.removed.isEmpty()).isTrue();
			otherTab.close();
			assertThat(ofAda.removed.next().getId()).isEqualTo("bob");
		});
		check("presence channel: the signed-in user, without `channel_data`", () -> {
			throw new TestAbortedException("needs `channel_data`");
		});
	}

	private void clientEvents() {
		check("client event: on a private channel, to all but its sender", () -> talk(open("a"), open("b")));
		check("client event: on a presence channel, with its sender's id", () -> {
			JavaClient ada = open("ada");
			ada.subscribe("presence-talk");
			JavaListener ofBob = open("bob").subscribe("presence-talk");
			ada.pusher.getPresenceChannel("presence-talk").trigger("client-e", "{}");
			PusherEvent event = ofBob.events.next();
			assertThat(event.getUserId()).isEqualTo("ada");
			assertThat(event.getData()).isEqualTo("{}");
		});
		check("client event: too many are rejected, the connection stays", () -> {
			JavaClient sender = open("a");
			JavaListener listener = sender.subscribe("private-flood");
			for (int i = 0; i < 300; i++) {
				sender.pusher.getPrivateChannel("private-flood").trigger("client-e", "{}");
			}
			sender.awaitError(4301);
			trigger("private-flood", "still here");
			assertThat(listener.events.next().getData()).isEqualTo("still here");
		});
	}

	private void encryption() {
		check("encrypted channel: events are decrypted, counts do no harm", () -> {
			JavaListener listener = open("a").subscribe("private-encrypted-room");
			open("b").subscribe("private-encrypted-room");
			trigger("private-encrypted-room", Map.of("secret", 1));
			assertThat(listener.events.next().getData()).isEqualTo("{\"secret\":1}");
			assertThat(listener.failures.isEmpty()).isTrue();
		});
		check("encrypted cache channel: the last event and a miss", () -> {
			JavaClient client = open("a");
			JavaListener missed = client.subscribe("private-encrypted-cache-missed");
			assertThat(missed.events.next().getEventName()).isEqualTo("pusher:cache_miss");
			trigger("private-encrypted-cache-hit", Map.of("price", 7));
			JavaListener listener = client.subscribe("private-encrypted-cache-hit");
			assertThat(listener.events.next().getData()).isEqualTo("{\"price\":7}");
			assertThat(missed.failures.isEmpty()).isTrue();
		});
	}

	private void cache() {
		check("cache channel: the last event comes with the subscription", () -> {
			trigger("cache-price", Map.of("price", 1));
			trigger("cache-price", Map.of("price", 2));
			assertThat(open("a").subscribe("cache-price").events.next().getData()).isEqualTo("{\"price\":2}");
		});
		check("cache channel: a miss is told", () -> {
			PusherEvent miss = open("a").subscribe("private-cache-empty").events.next();
			assertThat(miss.getEventName()).isEqualTo("pusher:cache_miss");
			assertThat(miss.getData()).isEqualTo("{}");
		});
	}

	private void counts() {
		check("subscription count: on every change", () -> {
			JavaClient client = open("a");
			JavaListener listener = client.subscribe("counted");
			assertThat(listener.counts.next()).isEqualTo("{\"subscription_count\":1}");
			JavaClient other = open("b");
			other.subscribe("counted");
			assertThat(listener.counts.next()).isEqualTo("{\"subscription_count\":2}");
			other.close();
			assertThat(listener.counts.next()).isEqualTo("{\"subscription_count\":1}");
			assertThat(((BaseChannel) client.pusher.getChannel("counted")).getCount()).isEqualTo(1);
		});
	}

	private void users() {
		check("sign-in: an event for the user reaches every tab, nobody else", () -> {
			Heard<PusherEvent> ofTab = signIn("user");
			Heard<PusherEvent> ofOtherTab = signIn("user");
			Heard<PusherEvent> ofOther = signIn("other");
			this.backend.call("sendToUser", app(), Map.of("userId", "user", "event", "e", "data", "for the user"));
			this.backend.call("sendToUser", app(), Map.of("userId", "other", "event", "e", "data", "for the other"));
			assertThat(ofTab.next().getData()).isEqualTo("for the user");
			assertThat(ofOtherTab.next().getData()).isEqualTo("for the user");
			assertThat(ofOther.next().getData()).isEqualTo("for the other");
		});
		check("sign-in: a wrong signature is an error, the connection stays", () -> {
			JavaClient client = track(new JavaClient(app().withSecret("wrong"), this.backend, "user"));
			client.pusher.signin();
			client.connect();
			client.awaitError(4009);
			client.subscribe("after-failed-sign-in");
		});
		check("sign-in: a terminated user stays closed", () -> {
			JavaClient tab = track(new JavaClient(app(), this.backend, "terminated"));
			JavaClient otherTab = track(new JavaClient(app(), this.backend, "terminated"));
			signIn(tab);
			signIn(otherTab);
			this.backend.call("terminate", app(), Map.of("userId", "terminated"));
			for (JavaClient each : List.of(tab, otherTab)) {
				each.await(ConnectionState.DISCONNECTED);
				assertThat(each.states.isEmpty()).isTrue();
			}
		});
		check("watchlist: who is online, who comes, who goes", () -> {
			signIn("watcher");
			throw new TestAbortedException("ignores the events");
		});
	}

	private Heard<PusherEvent> signIn(String userId) {
		return signIn(track(new JavaClient(app(), this.backend, userId)));
	}

	// Signs in, and waits until the user's events arrive, for the client tells of no
	// success.
	// To sign in at the moment of the connection would be to sign in twice, which the
	// client
	// does not expect of itself.
	private Heard<PusherEvent> signIn(JavaClient client) {
		Heard<PusherEvent> events = new Heard<>("an event for the user");
		Heard<PusherEvent> probes = new Heard<>("a first event for the user");
		String probe = "probe-" + UUID.randomUUID();
		client.pusher.user().bind("e", events::note);
		client.pusher.user().bind(probe, probes::note);
		client.pusher.signin();
		client.connect();
		probes.next(() -> this.backend.call("sendToUser", app(),
				Map.of("userId", client.userId(), "event", probe, "data", 1)));
		return events;
	}

	private void restart() {
		check("restart: everything is subscribed again", () -> {
			JavaClient ada = open("ada");
			JavaClient bob = open("bob");
			List<String> channels = List.of("again", "private-again", "presence-again", "private-encrypted-again");
			List<JavaListener> listeners = channels.stream().map(ada::subscribe).toList();
			channels.forEach(bob::subscribe);
			String before = ada.id();
			this.edge.stop();
			this.edge.start();
			ada.await(ConnectionState.CONNECTED);
			listeners.forEach((listener) -> listener.successes.next());
			assertThat(ada.id()).isNotEqualTo(before);
			for (int i = 0; i < channels.size(); i++) {
				trigger(channels.get(i), Map.of("i", i));
				assertThat(listeners.get(i).events.next().getData()).isEqualTo("{\"i\":" + i + "}");
			}
			bob.await(ConnectionState.CONNECTED);
		});
	}

	private void transports() {
		check("TLS: events both ways", () -> {
			RemoteEdge secured = this.edges.open(Map.of("tls", "true"));
			UnaryOperator<PusherOptions> tls = (options) -> options.setUseTLS(true).setWssPort(secured.port());
			TrustStore.during(this.edges.certificate(),
					() -> talk(open(Credentials.of(secured), "a", tls), open(Credentials.of(secured), "b", tls)));
		});
		check("path prefix: events both ways, over a WebSocket and over HTTP", () -> {
			throw new TestAbortedException("takes no path");
		});
		for (String name : List.of("xhr_streaming: events both ways",
				"xhr_streaming: restart, everything is subscribed again", "xhr_polling: events both ways",
				"xhr_polling: restart, everything is subscribed again",
				"fallback: where WebSockets are blocked it goes on over HTTP")) {
			check(name, () -> {
				throw new TestAbortedException("has WebSockets only");
			});
		}
	}

	private void talk(JavaClient sender, JavaClient receiver) {
		JavaListener ofSender = sender.subscribe("private-talk");
		JavaListener ofReceiver = receiver.subscribe("private-talk");
		sender.pusher.getPrivateChannel("private-talk").trigger("client-e", "{\"on\":true}");
		assertThat(ofReceiver.events.next().getData()).isEqualTo("{\"on\":true}");
		receiver.pusher.getPrivateChannel("private-talk").trigger("client-e", "\"answer\"");
		assertThat(ofSender.events.next().getData()).isEqualTo("\"answer\"");
	}

	private void endpoints() {
		check("endpoint: authorizes a private, a presence and an encrypted channel", () -> {
			JavaClient client = open(app(), "ada", endpointsFor("ada"));
			for (String channel : List.of("private-e", "presence-e", "private-encrypted-e")) {
				JavaListener listener = client.subscribe(channel);
				trigger(channel, Map.of("in", channel));
				assertThat(listener.events.next().getData()).isEqualTo("{\"in\":\"" + channel + "\"}");
			}
			User me = client.pusher.getPresenceChannel("presence-e").getMe();
			assertThat(me.getId()).isEqualTo("ada");
			assertThat(me.getInfo()).isEqualTo("{\"name\":\"Name of ada\"}");
		});
		check("endpoint: a refusal comes to the channel, the connection stays", () -> {
			JavaClient client = open(app(), "ada", endpointsFor("ada"));
			JavaListener refused = client.subscribeLater("private-forbidden");
			refused.failures.next();
			JavaListener listener = client.subscribe("public-after-403");
			trigger("public-after-403", "still here");
			assertThat(listener.events.next().getData()).isEqualTo("still here");
			assertThat(refused.successes.isEmpty()).isTrue();
		});
		check("endpoint: signs a user in", () -> {
			Heard<PusherEvent> events = signIn(
					track(new JavaClient(app(), this.backend, "of-endpoint", endpointsFor("of-endpoint"))));
			this.backend.call("sendToUser", app(), Map.of("userId", "of-endpoint", "event", "e", "data", "hi"));
			assertThat(events.next().getData()).isEqualTo("hi");
		});
	}

	private static UnaryOperator<PusherOptions> endpointsFor(String user) {
		Map<String, String> headers = Map.of(AuthorizingApplication.USER_HEADER, user);
		HttpChannelAuthorizer channels = new HttpChannelAuthorizer(
				AuthorizingApplication.url(APPLICATION) + "/pusher/auth");
		channels.setHeaders(headers);
		HttpUserAuthenticator users = new HttpUserAuthenticator(
				AuthorizingApplication.url(APPLICATION) + "/pusher/user-auth");
		users.setHeaders(headers);
		return (options) -> options.setChannelAuthorizer(channels).setUserAuthenticator(users);
	}

	private void trigger(String channel, Object data) {
		this.backend.call("trigger", app(), Map.of("channels", List.of(channel), "event", "e", "data", data));
	}

	private Credentials app() {
		return Credentials.of(this.edge);
	}

	private JavaClient open(String userId) {
		return open(app(), userId, UnaryOperator.identity());
	}

	private JavaClient open(Credentials app, String userId, UnaryOperator<PusherOptions> customizer) {
		return track(new JavaClient(app, this.backend, userId, customizer)).connect();
	}

	private JavaClient track(JavaClient client) {
		this.clients.add(client);
		return client;
	}

	private void check(String name, Runnable body) {
		this.tests.add(DynamicTest.dynamicTest(name, () -> {
			try {
				body.run();
				assertThat(this.uncaught).isEmpty();
			}
			finally {
				this.clients.forEach(JavaClient::close);
				this.clients.clear();
				this.uncaught.clear();
			}
		}));
	}

}
