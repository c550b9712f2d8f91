/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

import io.netty.util.concurrent.Ticker;
import io.pusherpipe.server.app.App;

/**
 * Remembers which requests members have had carried out, so that one which is sent again
 * after an interruption is not carried out again (Pipe protocol 1.0, requests of the
 * backend). Members number their requests upwards, so the greatest number tells it all.
 * <p>
 * A member is remembered while it is here, and two minutes longer. Of those who have gone
 * at most {@value #MAX_FORMER} are remembered. All methods may be called on any thread.
 */
public final class RecentRequests {

	/** How many members are remembered that have gone. */
	public static final int MAX_FORMER = 10_000;

	private static final long MEMORY_NANOS = Duration.ofMinutes(2).toNanos();

	private final Ticker ticker;

	private final Map<Key, Member> present = new HashMap<>();

	// in the order in which they went
	private final Map<Key, Member> former = new LinkedHashMap<>();

	/**
	 * Create a memory.
	 * @param ticker tells the time
	 */
	public RecentRequests(Ticker ticker) {
		this.ticker = ticker;
	}

	/**
	 * A member is here. Of two connections of the same member each says so, and each
	 * {@linkplain Member#leave() leaves}.
	 * @param app the application
	 * @param name the member's name
	 * @return what is remembered of it
	 */
	public synchronized Member arrived(App app, String name) {
		forget();
		Key key = new Key(app.id(), name);
		Member returning = this.former.remove(key);
		Member member = this.present.computeIfAbsent(key,
				(unknown) -> (returning != null) ? returning : new Member(this, key));
		member.connections++;
		return member;
	}

	private synchronized void left(Member member) {
		if (--member.connections == 0) {
			this.present.remove(member.key);
			member.leftAt = this.ticker.nanoTime();
			this.former.put(member.key, member);
		}
		forget();
	}

	private void forget() {
		long now = this.ticker.nanoTime();
		Iterator<Member> oldest = this.former.values().iterator();
		while (oldest.hasNext()) {
			Member member = oldest.next();
			if (this.former.size() <= MAX_FORMER && now - member.leftAt < MEMORY_NANOS) {
				return;
			}
			oldest.remove();
		}
	}

	/**
	 * How many members are remembered.
	 * @return the number
	 */
	synchronized int size() {
		return this.present.size() + this.former.size();
	}

	/**
	 * What is remembered of one member.
	 */
	public static final class Member {

		private final RecentRequests requests;

		private final Key key;

		private final Object lock = new Object();

		// Guarded by the requests' lock.
		private int connections;

		// Guarded by the requests' lock.
		private long leftAt;

		// Guarded by this member's lock.
		private long greatest = Long.MIN_VALUE;

		private Member(RecentRequests requests, Key key) {
			this.requests = requests;
			this.key = key;
		}

		/**
		 * Carry out a request, unless it or a later one has been begun. The member's
		 * requests are begun one after the other, also on different connections.
		 * @param id the request's number
		 * @param execution hands the request to who carries it out, without waiting
		 * @return {@code false} if the request is a duplicate
		 */
		public boolean begin(long id, Runnable execution) {
			synchronized (this.lock) {
				if (id <= this.greatest) {
					return false;
				}
				this.greatest = id;
				execution.run();
				return true;
			}
		}

		/**
		 * The connection has ended. To be called once.
		 */
		public void leave() {
			this.requests.left(this);
		}

	}

	private record Key(String appId, String member) {

	}

}
