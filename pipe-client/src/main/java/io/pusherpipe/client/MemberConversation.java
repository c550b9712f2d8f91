/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.PipeCodec;
import io.pusherpipe.protocol.pipe.PipeError;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pipe.PipeSubscription;
import io.pusherpipe.protocol.pipe.PipeTerms;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Protocol 1.0: the client is a member of a group, or a group of its own, that
 * acknowledges what it is delivered for as long as it has a lease.
 */
final class MemberConversation implements Conversation {

	// Of requests that are carried out whatever their number, so that they have none.
	private static final RawJson JOIN = RawJson.of("\"join\"");

	private static final RawJson LEAVE = RawJson.of("\"leave\"");

	private static final PipeTerms DEFAULT_TERMS = new PipeTerms(Duration.ofSeconds(3), Integer.MAX_VALUE);

	private final PipeSession session;

	private final PipeCodec codec;

	private final Dispatcher dispatcher;

	private final MemberDeliveries deliveries;

	private final PipeSubscription subscription;

	private final Decisions decisions;

	private final Lease lease;

	private final Acknowledgements acknowledgements;

	private final AtomicBoolean leaving = new AtomicBoolean();

	private final Sinks.Empty<Void> left = Sinks.empty();

	private volatile int maxCredit = Integer.MAX_VALUE;

	private boolean joined;

	/**
	 * Create a conversation.
	 * @param session what carries it
	 * @param options the client's options
	 * @param dispatcher takes what the edge tells
	 * @param deliveries takes what is to be acknowledged
	 * @param subscription what to subscribe to, and as whom
	 * @param decider gives who decides for the edge
	 */
	MemberConversation(PipeSession session, Options options, Dispatcher dispatcher, MemberDeliveries deliveries,
			PipeSubscription subscription, Supplier<PipeDecider> decider) {
		this.session = session;
		this.codec = options.protocol().codec();
		this.dispatcher = dispatcher;
		this.deliveries = deliveries;
		this.subscription = subscription;
		this.decisions = new Decisions(decider);
		this.lease = new Lease(options.scheduler(), session::ping, this::expired);
		this.acknowledgements = new Acknowledgements(options.scheduler(), () -> session.send(this::acknowledge));
	}

	private void expired() {
		this.session
			.abort(new PipeLeaseException("The edge has answered no ping of the last " + this.lease.length().toMillis()
					+ " ms, and may have given the events of " + describe(this.subscription) + " to another"));
	}

	private byte @Nullable [] acknowledge() {
		PipeRequest.Acknowledge acknowledge = this.acknowledgements.take();
		return (acknowledge != null) ? this.codec.encode(new PipeRequest(RawJson.NULL, acknowledge)) : null;
	}

	@Override
	public void begin() {
		// The edge tells first how much credit there may be.
	}

	@Override
	public void greeted(PipeNotification.ConnectionEstablished established) {
		PipeTerms terms = (established.terms() != null) ? established.terms() : DEFAULT_TERMS;
		this.maxCredit = terms.maxCredit();
		PipeSubscription join = fitted(this.subscription);
		this.acknowledgements.credit(join.credit());
		this.lease.begin(terms.memberTimeout());
		byte[] message = this.codec.encode(new PipeRequest(JOIN, new PipeRequest.Join(join)));
		this.session.send(() -> message);
	}

	@Override
	public void alive() {
		// Only answers to pings extend the lease.
	}

	@Override
	public void pong(byte[] payload) {
		this.lease.answered(payload);
	}

	@Override
	public boolean replied(PipeReply reply) {
		if (reply.id().equals(LEAVE)) {
			this.left.tryEmitEmpty();
			return reply.error() == null;
		}
		if (this.joined || !reply.id().equals(JOIN)) {
			return false;
		}
		PipeError error = reply.error();
		if (error != null) {
			PipeEdgeException cause = new PipeEdgeException("The edge refuses to have " + describe(this.subscription)
					+ ": " + error.message() + " (code " + error.code() + ")", error.code());
			this.session.abort(new PipeConnectionException(String.valueOf(cause.getMessage()), cause));
		}
		else {
			this.joined = true;
			this.session.ready(Joined.read(reply.result()));
		}
		return true;
	}

	@Override
	public void asked(PipeRequest request) {
		this.decisions.answer(request).subscribe((reply) -> {
			byte[] message = this.codec.encode(reply);
			this.session.send(() -> message);
		});
	}

	@Override
	public void deliver(PipeNotification notification, int size) {
		if (notification instanceof PipeNotification.Delivered delivered) {
			deliver(delivered);
			return;
		}
		this.dispatcher.dispatch(notification, false);
		if (notification instanceof PipeNotification.ConnectionEstablished) {
			this.deliveries.add(new MemberDelivery(notification, false, this.lease, null));
		}
	}

	private void deliver(PipeNotification.Delivered delivered) {
		Acknowledgements.Entry entry = this.acknowledgements.add(delivered.slot(), delivered.offset());
		MemberDelivery delivery = new MemberDelivery(delivered.notification(), delivered.redelivered(), this.lease,
				() -> this.acknowledgements.done(entry));
		if (delivery.isCurrent()) {
			this.dispatcher.dispatch(delivered.notification(), delivered.redelivered());
			this.deliveries.add(delivery);
		}
	}

	@Override
	public int maxEarly() {
		// The credit bounds it.
		return Integer.MAX_VALUE;
	}

	@Override
	public boolean mayRead() {
		return true;
	}

	@Override
	public PipeSubscription fitted(PipeSubscription wanted) {
		return new PipeSubscription(wanted.group(), wanted.member(), wanted.eventTypes(), wanted.shard(),
				Math.min(wanted.credit(), this.maxCredit), wanted.filter(), wanted.decides(), wanted.snapshot());
	}

	@Override
	public boolean hasLeft() {
		return this.leaving.get();
	}

	@Override
	public Mono<Void> leave() {
		if (this.leaving.compareAndSet(false, true)) {
			this.acknowledgements.flush();
			byte[] message = this.codec.encode(new PipeRequest(LEAVE, new PipeRequest.Leave()));
			this.session.send(() -> message);
		}
		return this.left.asMono();
	}

	@Override
	public int unacknowledged() {
		return this.acknowledgements.outstanding();
	}

	@Override
	public void end() {
		this.lease.end();
		this.acknowledgements.end();
		this.deliveries.dropStale();
		this.left.tryEmitEmpty();
	}

	private static String describe(PipeSubscription subscription) {
		return "member '" + subscription.member() + "'"
				+ ((subscription.group() != null) ? " of group '" + subscription.group() + "'" : "");
	}

}
