/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server.test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;

import io.pusherpipe.protocol.json.RawJson;
import io.pusherpipe.protocol.pipe.Pipe10Codec;
import io.pusherpipe.protocol.pipe.PipeMessage;
import io.pusherpipe.protocol.pipe.PipeNotification;
import io.pusherpipe.protocol.pipe.PipeNotification.Delivered;
import io.pusherpipe.protocol.pipe.PipeNotification.SocketMessage;
import io.pusherpipe.protocol.pipe.PipeReply;
import io.pusherpipe.protocol.pipe.PipeRequest;

/**
 * A backend that speaks protocol 1.0, as far as it is told to.
 */
public final class Member extends RawWebSocket {

	private final Queue<PipeMessage> messages = new ArrayDeque<>();

	private int requests;

	private Member(int port) {
		super(port, Backend.target("&protocol_version=1.0"));
	}

	/**
	 * Connect, and wait for the edge's greeting.
	 */
	public static Member connect(int port) {
		Member member = new Member(port);
		PipeMessage first = member.nextMessage();
		if (!(first instanceof PipeNotification.ConnectionEstablished)) {
			throw new IllegalStateException("Greeted with " + first);
		}
		return member;
	}

	/**
	 * Connect and become a member of a group.
	 */
	public static Member of(int port, String group, String name) {
		Member member = connect(port);
		PipeReply reply = member.join(group, name, "");
		if (reply.error() != null) {
			throw new IllegalStateException("Refused: " + reply.error());
		}
		return member;
	}

	/**
	 * Become a member of a group that wants opens, closes and messages of sockets.
	 * @param more further params, each with a comma before it
	 */
	public PipeReply join(String group, String name, String more) {
		return request("subscribe", "{\"group\":\"" + group + "\",\"member\":\"" + name
				+ "\",\"events\":[\"socket_existence\",\"socket_message\"]" + more + "}");
	}

	/**
	 * Send a request and wait for its reply. Deliveries that come meanwhile are kept.
	 */
	public PipeReply request(String method, String params) {
		return request(1000 + this.requests++, method, params);
	}

	public PipeReply request(int id, String method, String params) {
		send("{\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}");
		RawJson expected = RawJson.of(Integer.toString(id));
		Queue<PipeMessage> others = new ArrayDeque<>();
		PipeMessage message = nextMessage();
		while (!(message instanceof PipeReply reply && reply.id().equals(expected))) {
			others.add(message);
			message = nextMessage();
		}
		others.addAll(this.messages);
		this.messages.clear();
		this.messages.addAll(others);
		return (PipeReply) message;
	}

	public PipeMessage nextMessage() {
		while (this.messages.isEmpty()) {
			this.messages.addAll(Pipe10Codec.INSTANCE.decodeFromEdge(next().getBytes(StandardCharsets.UTF_8)));
		}
		return this.messages.remove();
	}

	/**
	 * Wait for a delivery, and nothing else.
	 */
	public Delivered nextDelivery() {
		PipeMessage message = nextMessage();
		if (message instanceof Delivered delivered) {
			return delivered;
		}
		throw new IllegalStateException("Expected a delivery but got " + message);
	}

	/**
	 * Wait for what a socket sent, passing over and acknowledging opens and closes.
	 */
	public Delivered nextSent() {
		Delivered delivered = nextDelivery();
		while (!(delivered.notification() instanceof SocketMessage)) {
			acknowledge(delivered);
			delivered = nextDelivery();
		}
		return delivered;
	}

	public void acknowledge(Delivered delivered) {
		acknowledge(delivered.slot(), delivered.offset());
	}

	public void acknowledge(int slot, long offset) {
		PipeRequest request = new PipeRequest(RawJson.NULL, new PipeRequest.Acknowledge(Map.of(slot, offset)));
		send(new String(Pipe10Codec.INSTANCE.encode(request), StandardCharsets.UTF_8));
	}

	/**
	 * Wait until the edge has taken all that was sent.
	 */
	public void roundTrip() {
		request("query", "{\"kind\":\"info\"}");
	}

	/**
	 * All deliveries of what has happened so far. The error of an acknowledgement that
	 * cannot be comes after them.
	 */
	public List<Delivered> deliveriesSoFar() {
		acknowledge(9999, 0);
		List<Delivered> deliveries = new ArrayList<>();
		PipeMessage message = nextMessage();
		while (message instanceof Delivered delivered) {
			deliveries.add(delivered);
			message = nextMessage();
		}
		if (!(message instanceof PipeNotification.Failure)) {
			throw new IllegalStateException("Expected deliveries but got " + message);
		}
		return deliveries;
	}

	/**
	 * Say goodbye, and wait until the edge ends the connection.
	 */
	public void goodbye() {
		frame(true, CLOSE, new byte[] { 0x03, (byte) 0xE8 });
		Frame frame = nextFrame();
		while (frame.opcode() != -1) {
			frame = nextFrame();
		}
		close();
	}

	/**
	 * The data of what a socket sent.
	 */
	public static String data(Delivered delivered) {
		return String.valueOf(((SocketMessage) delivered.notification()).data());
	}

}
