/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.user;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.Ticker;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.net.Loop;
import io.pusherpipe.server.net.Loops;
import io.pusherpipe.server.net.Transport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is wanted of users happens in the order of asking, also when the users' home loop
 * asks for something right after another loop has answered its client.
 */
class UsersTests {

	private static final App APP = App.of("1", "key", "secret");

	private final Loops loops = new Loops(Transport.NIO, 2, Ticker.systemTicker());

	private final Users users = new Users(this.loops);

	private final Loop home = this.loops.home(APP.id().hashCode());

	private final Loop other = this.loops.get(1 - this.home.index());

	@AfterEach
	void stop() {
		this.loops.shutdown();
	}

	@Test
	void whoHasSignedInBeforeATerminationIsTerminated() throws Exception {
		Session session = new Session(this.other);
		onHome(() -> {
			onOther(() -> this.users.signIn(session, "user", List.of("user")));
			this.users.terminate(APP, "user");
		});
		assertThat(session.next()).isEqualTo("online [user], offline []");
		assertThat(session.next()).isEqualTo("terminated");
	}

	@Test
	void whoSignsInAfterATerminationStays() throws Exception {
		Session session = new Session(this.home);
		onHome(() -> {
			onOther(() -> this.users.terminate(APP, "user"));
			this.users.signIn(session, "user", List.of("user"));
		});
		assertThat(session.next()).isEqualTo("online [user], offline []");
		this.users.signIn(session, "user", List.of("nobody"));
		assertThat(session.next()).isEqualTo("online [], offline [nobody]");
	}

	@Test
	void whoSignsOutAfterSomebodyHasComeHasBeenTold() throws Exception {
		Session watcher = new Session(this.home);
		this.users.signIn(watcher, "watcher", List.of("user"));
		assertThat(watcher.next()).isEqualTo("online [], offline [user]");
		onHome(() -> {
			onOther(() -> this.users.signIn(new Session(this.other), "user", List.of()));
			this.users.signOut(watcher, "watcher");
		});
		assertThat(watcher.next()).isEqualTo("online [user], offline []");
	}

	private void onHome(Runnable task) throws Exception {
		run(this.home, task).get(20, TimeUnit.SECONDS);
	}

	private void onOther(Runnable task) {
		run(this.other, task).orTimeout(10, TimeUnit.SECONDS).join();
	}

	private static CompletableFuture<@Nullable Void> run(Loop loop, Runnable task) {
		return CompletableFuture.runAsync(task, loop::executeLater);
	}

	/**
	 * A session that remembers what it is told.
	 */
	private static final class Session implements UserSession {

		private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

		private final Loop loop;

		Session(Loop loop) {
			this.loop = loop;
		}

		@Nullable String next() throws InterruptedException {
			return this.told.poll(10, TimeUnit.SECONDS);
		}

		@Override
		public Loop loop() {
			return this.loop;
		}

		@Override
		public App app() {
			return APP;
		}

		@Override
		public void watched(List<String> online, List<String> offline) {
			this.told.add("online " + online + ", offline " + offline);
		}

		@Override
		public void terminate() {
			this.told.add("terminated");
		}

	}

}
