/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.pipe;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.pusherpipe.protocol.CloseCode;
import io.pusherpipe.protocol.ProtocolException;
import io.pusherpipe.protocol.WholeNumbers;
import io.pusherpipe.protocol.json.JsonWriter;
import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.protocol.pipe.PipeError;
import io.pusherpipe.protocol.pipe.PipeEventType;
import io.pusherpipe.protocol.pipe.PipeMessage;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest;
import io.pusherpipe.protocol.pipe.PipeRequest.Command;
import io.pusherpipe.protocol.pipe.PipeSubscription;
import io.pusherpipe.protocol.pipe.PipeTerms;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.GroupOptions;
import io.pusherpipe.server.group.GroupException;
import io.pusherpipe.server.group.Joined;
import io.pusherpipe.server.group.Membership;
import io.pusherpipe.server.net.Connection;
import io.pusherpipe.server.net.ConnectionHandler;
import io.pusherpipe.server.net.Loop;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Pipe of protocol 1.0: a member of a group once it has subscribed. Everything happens
 * on its connection's loop, unless something else is said.
 */
final class Pipe10Session implements ConnectionHandler, PipeSession, Decider {

	private static final Logger logger = LoggerFactory.getLogger(Pipe10Session.class);

	private static final int NORMAL_CLOSURE = 1000;

	// None that a request may have.
	private static final long NO_NUMBER = Long.MIN_VALUE;

	private static final RawJson DUPLICATE = RawJson.of("{\"duplicate\":true}");

	private final PipeContext context;

	private final App app;

	private final Connection connection;

	private final String id;

	private final PipeLink link;

	private final PipeRequests requests;

	private final Questions questions;

	private @Nullable Membership membership;

	private RecentRequests.@Nullable Member recent;

	// Read on any loop.
	private volatile @Nullable PipeSubscription subscription;

	private volatile boolean open;

	private boolean left;

	private int peerCloseCode = -1;

	Pipe10Session(PipeContext context, App app, Connection connection) {
		this.context = context;
		this.app = app;
		this.connection = connection;
		this.id = context.node().nextSocketId();
		this.link = new PipeLink(connection, this);
		this.requests = new PipeRequests(app, connection.loop(), context);
		this.questions = new Questions(this::send);
	}

	@Override
	public App app() {
		return this.app;
	}

	@Override
	public Loop loop() {
		return this.connection.loop();
	}

	@Override
	public void close(CloseCode code) {
		this.link.flush();
		this.connection.close(code);
	}

	@Override
	public void onOpen() {
		this.open = true;
		GroupOptions options = this.app.options().groups();
		send(new PipeNotification.ConnectionEstablished(this.id,
				new PipeTerms(options.memberTimeout(), options.maxCredit())));
		this.context.pipes().add(this);
		logger.info("Pipe {} of {} opened from {}, protocol {}", this.id, this.app, this.connection.remoteAddress(),
				Pipe10Codec.VERSION);
	}

	@Override
	public void onHeard() {
		this.link.heard();
	}

	@Override
	public void onText(byte[] utf8) {
		try {
			for (PipeMessage message : Pipe10Codec.INSTANCE.decodeFromBackend(utf8)) {
				take(message);
			}
		}
		catch (ProtocolException ex) {
			fail(new PipeError(PipeError.BAD_REQUEST, "Not a message: " + ex.getMessage()));
		}
	}

	private void take(PipeMessage message) {
		if (message instanceof PipeReply reply) {
			this.questions.replied(reply);
		}
		else if (message instanceof PipeRequest request && request.id().isNull()) {
			takeNotification(request.command());
		}
		else if (message instanceof PipeRequest request) {
			take(request);
		}
	}

	private void takeNotification(Command command) {
		if (command instanceof PipeRequest.Acknowledge acknowledge) {
			Membership membership = this.membership;
			if (membership != null) {
				membership.acknowledge(acknowledge.offsets(),
						(wrong) -> fail(new PipeError(PipeError.BAD_REQUEST, "ack: " + wrong)));
			}
		}
		else if (command instanceof PipeRequest.Malformed malformed) {
			fail(malformed.error());
		}
		else {
			fail(new PipeError(PipeError.BAD_REQUEST, "Only ack may be without an id"));
		}
	}

	private void take(PipeRequest request) {
		Command command = request.command();
		try {
			if (command instanceof PipeRequest.Join join) {
				join(request.id(), join.subscription());
			}
			else if (command instanceof PipeRequest.Unsubscribe unsubscribe) {
				unsubscribe(request.id(), unsubscribe);
			}
			else if (command instanceof PipeRequest.Leave) {
				leave(request.id());
			}
			else if (command instanceof PipeRequest.TakeSnapshot) {
				snapshot(request.id());
			}
			else {
				carryOut(request);
			}
		}
		catch (RequestException ex) {
			send(PipeReply.failure(request.id(), ex.error()));
		}
	}

	private void carryOut(PipeRequest request) {
		long number = (request.command() instanceof PipeRequest.Query) ? NO_NUMBER : number(request.id());
		RecentRequests.Member recent = this.recent;
		if (number == NO_NUMBER || recent == null) {
			this.requests.handle(request).thenAccept(this::send);
		}
		else if (!recent.begin(number, () -> this.requests.handle(request).thenAccept(this::send))) {
			send(PipeReply.success(request.id(), DUPLICATE));
		}
	}

	private static long number(RawJson id) {
		String text = id.toString();
		boolean negative = text.startsWith("-");
		long number = WholeNumbers.parse(text, negative ? 1 : 0, WholeNumbers.MAX_DIGITS);
		if (number < 0) {
			return NO_NUMBER;
		}
		return negative ? -number : number;
	}

	private void join(RawJson requestId, PipeSubscription subscription) throws RequestException {
		Set<PipeEventType> types = EventTypes.of(subscription.eventTypes());
		PipeSubscription granted = granted(subscription);
		PipeSubscription present = this.subscription;
		if (present != null && !isSame(present, granted)) {
			throw new RequestException(PipeError.CONFLICT,
					"subscribe: this Pipe is member " + present.member() + " of group " + present.group());
		}
		String member = String.valueOf(granted.member());
		try {
			this.membership = this.context.groups()
				.join(this.app, member, granted, this.link,
						(joined) -> send(PipeReply.success(requestId, result(granted, joined))));
		}
		catch (GroupException ex) {
			throw new RequestException(ex.error());
		}
		this.subscription = granted;
		this.left = false;
		this.context.deciders().add(this);
		if (this.recent == null) {
			this.recent = this.context.recentRequests().arrived(this.app, memberKey(granted));
			logger.info("Pipe {} of {} is member {} of group {}, subscribed to {}", this.id, this.app, member,
					granted.group(), types);
		}
	}

	// With what the edge allows, and with a name.
	private PipeSubscription granted(PipeSubscription subscription) {
		String member = (subscription.member() != null) ? subscription.member() : this.id;
		int credit = Math.min(subscription.credit(), this.app.options().groups().maxCredit());
		return new PipeSubscription(subscription.group(), member, subscription.eventTypes(), subscription.shard(),
				credit, subscription.filter(), subscription.decides(), subscription.snapshot());
	}

	private static boolean isSame(PipeSubscription one, PipeSubscription other) {
		return memberKey(one).equals(memberKey(other));
	}

	// No name has a slash.
	private static String memberKey(PipeSubscription subscription) {
		return ((subscription.group() != null) ? subscription.group() : "") + "/" + subscription.member();
	}

	private static RawJson result(PipeSubscription subscription, Joined joined) {
		JsonWriter out = JsonWriter.object();
		if (subscription.group() != null) {
			out.string("group", subscription.group());
		}
		return out.string("member", subscription.member())
			.strings("events", subscription.eventTypes())
			.number("credit", subscription.credit())
			.bool("created", joined.created())
			.string("log", joined.log())
			.toRawJson();
	}

	private void unsubscribe(RawJson requestId, PipeRequest.Unsubscribe unsubscribe) throws RequestException {
		Set<PipeEventType> types = EventTypes.of(unsubscribe.eventTypes());
		Membership membership = this.membership;
		if (membership != null) {
			membership.unsubscribe(types);
		}
		send(PipeReply.success(requestId, JsonWriter.object().strings("events", unsubscribe.eventTypes()).toRawJson()));
	}

	private void snapshot(RawJson requestId) throws RequestException {
		Membership membership = this.membership;
		if (membership == null) {
			throw new RequestException(PipeError.BAD_REQUEST, "snapshot: this Pipe has not subscribed");
		}
		membership.snapshot();
		send(PipeReply.success(requestId, RawJson.EMPTY_OBJECT));
	}

	private void leave(RawJson requestId) {
		Membership membership = this.membership;
		if (membership == null) {
			send(PipeReply.success(requestId, RawJson.EMPTY_OBJECT));
			return;
		}
		this.left = true;
		this.context.deciders().remove(this);
		membership.leave(() -> send(PipeReply.success(requestId, RawJson.EMPTY_OBJECT)));
	}

	@Override
	public boolean decides(String what) {
		PipeSubscription subscription = this.subscription;
		return subscription != null && subscription.decides().contains(what);
	}

	@Override
	public boolean isOpen() {
		return this.open;
	}

	// Called on any loop.
	@Override
	public CompletionStage<PipeReply> ask(Command question) {
		CompletableFuture<PipeReply> reply = new CompletableFuture<>();
		loop().executeLater(() -> this.questions.ask(question).whenComplete((answer, failure) -> {
			if (failure != null) {
				reply.completeExceptionally(failure);
			}
			else {
				reply.complete(answer);
			}
		}));
		return reply;
	}

	@Override
	public void onPeerClosing(int code) {
		this.link.flush();
		this.peerCloseCode = code;
	}

	@Override
	public void onClosed() {
		this.open = false;
		this.context.deciders().remove(this);
		Membership membership = this.membership;
		if (membership != null) {
			membership.disconnected(this.left || this.peerCloseCode == NORMAL_CLOSURE);
		}
		RecentRequests.Member recent = this.recent;
		if (recent != null) {
			recent.leave();
		}
		this.questions.close();
		if (this.context.pipes().remove(this)) {
			logger.info("Pipe {} of {} closed", this.id, this.app);
		}
	}

	private void fail(PipeError error) {
		send(new PipeNotification.Failure(error));
	}

	private void send(PipeMessage message) {
		this.link.send(message);
	}

}
