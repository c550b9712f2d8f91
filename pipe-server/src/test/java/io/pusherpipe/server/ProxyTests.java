/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.pusherpipe.server.app.App;
import io.pusherpipe.server.app.AppOptions;
import io.pusherpipe.server.pipe.PipeEndpoint;
import io.pusherpipe.server.test.RawWebSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * What the edge takes for a client's address, as its log tells.
 */
class ProxyTests {

	private static final App TLS_APP = App.of("5", "tls", "s")
		.with(AppOptions.of((options) -> options.tlsRequired(true)));

	@RegisterExtension
	final TestEdge direct = new TestEdge((builder) -> builder.app(TLS_APP));

	@RegisterExtension
	final TestEdge behindTwo = new TestEdge((builder) -> builder.trustedProxies(2).app(TLS_APP));

	@RegisterExtension
	final TestEdge behindBalancer = new TestEdge((builder) -> builder.proxyProtocol(true));

	private final ListAppender<ILoggingEvent> log = new ListAppender<>();

	private final Logger logger = (Logger) LoggerFactory.getLogger(PipeEndpoint.class);

	@BeforeEach
	void listen() {
		this.log.start();
		this.logger.addAppender(this.log);
	}

	@AfterEach
	void listenNoMore() {
		this.logger.detachAppender(this.log);
	}

	@Test
	void nobodyIsBelievedByDefault() {
		assertThat(address(this.direct, "192.0.2.1")).startsWith("/127.0.0.1:");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "203.0.113.9, 192.0.2.1, 198.51.100.2 | /192.0.2.1:0",
			"192.0.2.1:4711, 198.51.100.2 | /192.0.2.1:4711", "192.0.2.1 | /192.0.2.1:0",
			"2001:db8::1, 198.51.100.2 | /[2001:db8:0:0:0:0:0:1]:0",
			"[2001:db8::1]:80, 198.51.100.2 | /[2001:db8:0:0:0:0:0:1]:80", "example.org, 198.51.100.2 | /127.0.0.1:",
			"unknown, x | /127.0.0.1:", "[, x | /127.0.0.1:", ":, x | /127.0.0.1:" })
	void theAddressIsTheOneThatTheOutermostTrustedProxyTells(String header, String address) {
		assertThat(address(this.behindTwo, header)).startsWith(address);
	}

	@Test
	void aTrustedProxyTellsWhetherTheClientCameOverTls() {
		Map<String, String> https = Map.of("X-Forwarded-Proto", "https");
		try (RawWebSocket socket = new RawWebSocket(this.behindTwo.port(), "/app/tls?protocol=7", https)) {
			assertThat(socket.next()).contains("pusher:connection_established");
		}
		try (RawWebSocket socket = new RawWebSocket(this.direct.port(), "/app/tls?protocol=7", https)) {
			assertThat(socket.next()).contains("4000");
		}
	}

	@Test
	void aBalancerTellsTheAddressInText() throws Exception {
		byte[] header = "PROXY TCP4 192.0.2.1 198.51.100.2 4711 443\r\n".getBytes(StandardCharsets.US_ASCII);
		assertThat(address(connect(header))).startsWith("/192.0.2.1:4711");
	}

	@Test
	void aBalancerTellsTheAddressInBinary() throws Exception {
		byte[] header = { 0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A, 0x21, 0x11, 0, 12,
				(byte) 192, 0, 2, 1, (byte) 198, 51, 100, 2, 0x12, 0x67, 1, (byte) 187 };
		assertThat(address(connect(header))).startsWith("/192.0.2.1:4711");
	}

	@Test
	void aBalancersOwnConnectionsAreServed() throws Exception {
		byte[] header = { 0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A, 0x20, 0, 0, 0 };
		assertThat(address(connect(header))).startsWith("/127.0.0.1:");
	}

	@Test
	void aConnectionThatPassedNoBalancerIsClosed() throws Exception {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.behindBalancer.port())) {
			socket.setSoTimeout(10_000);
			socket.getOutputStream().write("GET /up HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
			assertThat(socket.getInputStream().read()).isEqualTo(-1);
		}
	}

	@Test
	void saysHowManyProxiesThereMayBe() {
		assertThatIllegalArgumentException().isThrownBy(() -> PipeServer.builder().trustedProxies(17))
			.withMessage("trustedProxies must be 0 to 16 but is 17");
	}

	private String address(TestEdge edge, String forwardedFor) {
		return address(
				new RawWebSocket(edge.port(), "/app/3?auth_signature=x", Map.of("X-Forwarded-For", forwardedFor)));
	}

	private String address(RawWebSocket refused) {
		try (refused) {
			assertThat(refused.status()).contains("401");
		}
		ILoggingEvent event = this.log.list.get(this.log.list.size() - 1);
		return event.getFormattedMessage().replaceFirst("Refused a Pipe from ", "");
	}

	private RawWebSocket connect(byte[] header) throws IOException {
		Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.behindBalancer.port());
		socket.getOutputStream().write(header);
		return new RawWebSocket(socket, "/app/3?auth_signature=x");
	}

}
