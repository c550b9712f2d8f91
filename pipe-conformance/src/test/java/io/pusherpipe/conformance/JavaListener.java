/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.util.Set;

import com.pusher.client.channel.PresenceChannelEventListener;
import com.pusher.client.channel.PrivateEncryptedChannelEventListener;
import com.pusher.client.channel.PusherEvent;
import com.pusher.client.channel.User;

/**
 * What the Java client tells of one channel, of whatever type.
 */
final class JavaListener implements PresenceChannelEventListener, PrivateEncryptedChannelEventListener {

	final Heard<String> successes = new Heard<>("the subscription's success");

	final Heard<PusherEvent> events = new Heard<>("an event");

	final Heard<String> counts = new Heard<>("how many there are");

	final Heard<Set<User>> users = new Heard<>("who is there");

	final Heard<User> added = new Heard<>("who comes");

	final Heard<User> removed = new Heard<>("who leaves");

	final Heard<String> failures = new Heard<>("a failure");

	@Override
	public void onSubscriptionSucceeded(String channelName) {
		this.successes.note(channelName);
	}

	@Override
	public void onEvent(PusherEvent event) {
		if (event.getEventName().equals("pusher:subscription_count")) {
			this.counts.note(event.getData());
		}
		else {
			this.events.note(event);
		}
	}

	@Override
	public void onUsersInformationReceived(String channelName, Set<User> users) {
		this.users.note(users);
	}

	@Override
	public void userSubscribed(String channelName, User user) {
		this.added.note(user);
	}

	@Override
	public void userUnsubscribed(String channelName, User user) {
		this.removed.note(user);
	}

	@Override
	public void onAuthenticationFailure(String message, Exception ex) {
		this.failures.note(message);
	}

	@Override
	public void onDecryptionFailure(String event, String reason) {
		this.failures.note(reason);
	}

}
