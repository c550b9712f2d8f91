/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.reliability;

import java.time.Duration;

/**
 * What goes wrong, and is put right again.
 */
enum Fault {

	/** Nothing does. */
	NONE("none") {

		@Override
		void strike(Rig rig, int victim) {
			rig.strikes();
			rig.awaitEvents(rig.rate());
		}

	},

	/** A member's process is killed, and another one started. */
	KILLED("a member killed (`SIGKILL`)") {

		@Override
		void strike(Rig rig, int victim) {
			rig.strikes(victim);
			rig.endMember(victim, "KILL");
			rig.startMember(victim);
			rig.awaitMoved();
		}

	},

	/** A member's process is asked to end, and another one started. */
	RESTARTED("a member restarted (`SIGTERM`)") {

		@Override
		void strike(Rig rig, int victim) {
			rig.strikes(victim);
			rig.endMember(victim, "TERM");
			rig.startMember(victim);
			rig.awaitMoved();
		}

	},

	/** A member's process stands still until others have its sockets. */
	FROZEN("a member frozen (`SIGSTOP`, then `SIGCONT`)") {

		@Override
		void strike(Rig rig, int victim) {
			rig.strikes(victim);
			rig.freeze(victim);
			rig.awaitMoved();
			rig.awaitEvents(rig.rate());
			rig.thaw(victim);
		}

	},

	/** One after the other ends and is replaced. */
	DEPLOYED("rolling deploy of all three") {

		@Override
		void strike(Rig rig, int victim) {
			for (int i = 0; i < Rig.MEMBERS; i++) {
				rig.strikes(i);
				rig.endMember(i, "TERM");
				rig.startMember(i);
				rig.awaitServing();
			}
		}

	},

	/** A connection ends, and the next one is made. */
	CUT("link cut") {

		@Override
		void strike(Rig rig, int victim) {
			rig.strikes(victim);
			rig.link(victim).cut();
		}

	},

	/** A connection ends, and others cannot be made until others have the sockets. */
	CUT_OFF("link cut for longer than `member-timeout`") {

		@Override
		void strike(Rig rig, int victim) {
			rig.strikes(victim);
			rig.link(victim).refuse();
			rig.awaitMoved();
			rig.link(victim).heal();
		}

	},

	/** All connections end, and none can be made for a while. */
	ALL_CUT_OFF("all links cut for a while") {

		@Override
		void strike(Rig rig, int victim) {
			rig.strikes(0, 1, 2);
			for (int i = 0; i < Rig.MEMBERS; i++) {
				rig.link(i).refuse();
			}
			rig.awaitEvents(rig.rate() * 2);
			for (int i = 0; i < Rig.MEMBERS; i++) {
				rig.link(i).heal();
			}
		}

	},

	/** Nothing gets through, in neither direction, until others have the sockets. */
	SILENT("link silent for longer than `member-timeout`") {

		@Override
		void strike(Rig rig, int victim) {
			rig.strikes(victim);
			rig.link(victim).hold();
			rig.awaitMoved();
			rig.awaitEvents(rig.rate());
			rig.link(victim).heal();
		}

	},

	/** Everything takes longer. */
	SLOW("link slow (100 ms each way)") {

		@Override
		void strike(Rig rig, int victim) {
			rig.strikes(victim);
			rig.link(victim).delay(Duration.ofMillis(100));
			rig.awaitEvents(rig.rate() * 2);
			rig.link(victim).heal();
		}

	},

	/** The edge hears that the member sends no more. */
	HALF_CLOSED_TOWARDS_EDGE("link half-closed towards the edge") {

		@Override
		void strike(Rig rig, int victim) {
			rig.strikes(victim);
			rig.link(victim).closeTowardsEdge();
		}

	},

	/** The member hears that the edge sends no more. */
	HALF_CLOSED_TOWARDS_MEMBER("link half-closed towards the member") {

		@Override
		void strike(Rig rig, int victim) {
			rig.strikes(victim);
			rig.link(victim).closeTowardsMember();
		}

	},

	/** The edge is asked to end, and starts again. */
	EDGE_RESTARTED("edge restarted (`SIGTERM`)") {

		@Override
		void strike(Rig rig, int victim) {
			rig.strikes(0, 1, 2);
			rig.restartEdge("TERM");
		}

	},

	/** The edge is killed, and starts again. */
	EDGE_KILLED("edge killed (`SIGKILL`)") {

		@Override
		void strike(Rig rig, int victim) {
			rig.strikes(0, 1, 2);
			rig.restartEdge("KILL");
		}

	};

	private final String description;

	Fault(String description) {
		this.description = description;
	}

	/**
	 * Let it happen, and put it right.
	 * @param rig what it happens to
	 * @param victim which of the members is hit, if only one is
	 */
	abstract void strike(Rig rig, int victim);

	/**
	 * Whether it is about the members' processes, and not about the link or the edge.
	 * @return {@code true} if so
	 */
	boolean isOfMember() {
		return this == KILLED || this == RESTARTED || this == FROZEN || this == DEPLOYED;
	}

	/**
	 * What happens.
	 * @return for people
	 */
	String description() {
		return this.description;
	}

}
