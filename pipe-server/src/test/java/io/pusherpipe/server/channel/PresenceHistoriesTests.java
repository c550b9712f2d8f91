/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.channel;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.Ticker;
import io.pusherpipe.protocol.pusher.PresenceMember;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.net.Loops;
import io.pusherpipe.server.net.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whatever the sockets of a presence channel do at the same time: each of them can tell
 * from its snapshot and the changes after it who is there, at every moment without a
 * contradiction and in the end in agreement with the truth.
 */
class PresenceHistoriesTests {

	private static final int HISTORIES = 1_000;

	private static final int SOCKETS = 12;

	private static final int USERS = 5;

	private static final int STEPS = 60;

	private static final App APP = App.of("1", "key", "secret");

	@SuppressWarnings("NullAway.Init")
	private static Loops loops;

	@SuppressWarnings("NullAway.Init")
	private static Channels channels;

	@BeforeAll
	static void start() {
		loops = new Loops(Transport.NIO, 4, Ticker.systemTicker());
		channels = new Channels(loops, new ChannelListener() {
		}, 0);
	}

	@AfterAll
	static void stop() {
		loops.shutdown();
	}

	@Test
	void everySnapshotAndTheChangesAfterItAgreeWithTheTruth() throws Exception {
		for (long seed = 0; seed < HISTORIES; seed++) {
			play(seed);
		}
	}

	private static void play(long seed) throws Exception {
		Random random = new Random(seed);
		ChannelKey channel = new ChannelKey(APP, "presence-" + seed);
		List<Member> members = new ArrayList<>();
		for (int i = 0; i < SOCKETS; i++) {
			members.add(new Member(channel, "user" + random.nextInt(USERS), loops.get(random.nextInt(loops.size()))));
		}
		for (int i = 0; i < STEPS; i++) {
			Member member = members.get(random.nextInt(SOCKETS));
			member.loop().execute(random.nextBoolean() ? member::join : member::leave);
		}
		settle();
		Set<String> truth = new TreeSet<>();
		for (PresenceMember member : channels.users(channel).get(10, TimeUnit.SECONDS)) {
			truth.add(member.userId());
		}
		Set<String> present = new TreeSet<>();
		for (Member member : members) {
			CompletableFuture<@Nullable Void> checked = new CompletableFuture<>();
			member.loop().execute(() -> {
				if (member.subscription != null) {
					present.add(member.userId);
				}
				checked.complete(null);
			});
			checked.get(10, TimeUnit.SECONDS);
		}
		assertThat(truth).as("history %s", seed).isEqualTo(present);
		for (Member member : members) {
			assertThat(member.contradictions).as("history %s", seed).isEmpty();
			if (member.subscription != null) {
				assertThat(member.view).as("history %s", seed).isEqualTo(truth);
			}
		}
		members.forEach((member) -> member.loop().execute(member::leave));
		settle();
	}

	// From a socket's loop to the channel's home and from there to the sockets' loops:
	// two
	// rounds, and one for what the second leaves.
	private static void settle() throws Exception {
		for (int round = 0; round < 4; round++) {
			for (int i = 0; i < loops.size(); i++) {
				CompletableFuture<@Nullable Void> done = new CompletableFuture<>();
				loops.get(i).execute(() -> done.complete(null));
				done.get(10, TimeUnit.SECONDS);
			}
		}
	}

	/**
	 * A socket as a client sees it. Belongs to its loop.
	 */
	private static final class Member implements Subscriber {

		private static final Pattern IDS = Pattern.compile("ids\\\\\":\\[(.*?)]");

		private static final Pattern USER_ID = Pattern.compile("user_id\\\\\":\\\\\"(\\w+)");

		private final ChannelKey channel;

		private final String userId;

		private final Loop loop;

		private final Set<String> view = new TreeSet<>();

		private final List<String> contradictions = new ArrayList<>();

		private @Nullable Subscription subscription;

		private boolean begun;

		Member(ChannelKey channel, String userId, Loop loop) {
			this.channel = channel;
			this.userId = userId;
			this.loop = loop;
		}

		void join() {
			if (this.subscription == null) {
				this.subscription = new Subscription(this.channel, this, new PresenceMember(this.userId, null));
				channels.subscribe(this.subscription);
			}
		}

		void leave() {
			if (this.subscription != null) {
				channels.unsubscribe(this.subscription);
				this.subscription = null;
				this.begun = false;
				this.view.clear();
			}
		}

		@Override
		public String id() {
			return "1." + System.identityHashCode(this);
		}

		@Override
		public Loop loop() {
			return this.loop;
		}

		@Override
		public void subscribed(Subscription begun, List<byte[]> texts) {
			if (begun != this.subscription) {
				return;
			}
			this.begun = true;
			Matcher ids = IDS.matcher(new String(texts.get(0), StandardCharsets.UTF_8));
			assertThat(ids.find()).isTrue();
			for (String id : ids.group(1).replaceAll("[\\\\\"]", "").split(",", -1)) {
				this.view.add(id);
			}
			if (!this.view.contains(this.userId)) {
				this.contradictions.add("the snapshot lacks oneself");
			}
		}

		@Override
		public void deliver(ByteBuf frame) {
			if (!this.begun) {
				return;
			}
			String text = frame.toString(StandardCharsets.UTF_8);
			Matcher userId = USER_ID.matcher(text);
			assertThat(userId.find()).isTrue();
			boolean consistent = text.contains("member_added") ? this.view.add(userId.group(1))
					: this.view.remove(userId.group(1));
			if (!consistent) {
				this.contradictions.add(text);
			}
		}

		@Override
		public void deliverCount(ChannelKey key, ByteBuf frame) {
			this.contradictions.add("presence channels are not counted");
		}

		@Override
		public void refused(Subscription refused, String reason) {
			this.contradictions.add(reason);
		}

	}

}
