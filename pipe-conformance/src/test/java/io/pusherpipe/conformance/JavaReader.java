/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.util.function.UnaryOperator;

import com.pusher.client.Pusher;
import com.pusher.client.PusherOptions;
import com.pusher.client.channel.PrivateEncryptedChannelEventListener;
import com.pusher.client.channel.PusherEvent;

/**
 * The Java client as a reader of encrypted channels.
 */
final class JavaReader implements EncryptedReader, PrivateEncryptedChannelEventListener {

	private final Heard<String> subscriptions = new Heard<>("the subscription");

	private final Heard<String> events = new Heard<>("an encrypted event");

	private final Pusher pusher;

	private UnaryOperator<String> authorizer = UnaryOperator.identity();

	JavaReader(Credentials app) {
		PusherOptions options = new PusherOptions().setHost(app.host())
			.setWsPort(app.port())
			.setUseTLS(false)
			.setChannelAuthorizer((channel, socketId) -> this.authorizer.apply(socketId));
		this.pusher = new Pusher(app.key(), options);
	}

	@Override
	public void subscribe(String channel, UnaryOperator<String> authorizer) {
		this.authorizer = authorizer;
		this.pusher.connect();
		this.pusher.subscribePrivateEncrypted(channel, this, "e");
		this.subscriptions.next();
	}

	@Override
	public String next() {
		return this.events.next();
	}

	@Override
	public void onSubscriptionSucceeded(String channelName) {
		this.subscriptions.note(channelName);
	}

	@Override
	public void onEvent(PusherEvent event) {
		this.events.note(event.getData());
	}

	@Override
	public void onAuthenticationFailure(String message, Exception ex) {
		this.events.note("\"" + message + "\"");
	}

	@Override
	public void onDecryptionFailure(String event, String reason) {
		this.events.note("\"" + reason + "\"");
	}

	@Override
	public void close() {
		this.pusher.disconnect();
	}

}
