/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.server;

import java.net.InetAddress;
import java.net.Socket;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import io.pusherpipe.server.net.Transport;
import io.pusherpipe.server.test.Browser;
import io.pusherpipe.server.test.RawWebSocket;
import io.pusherpipe.server.test.TestApps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

class TransportTests {

	@ParameterizedTest
	@EnumSource
	void socketsWorkOn(Transport transport) throws Exception {
		assumeThat(transport.isAvailable()).isTrue();
		try (PipeServer server = PipeServer.builder()
			.address("127.0.0.1")
			.port(0)
			.transport(transport)
			.app(TestApps.app())
			.start(); Browser browser = new Browser(server.port())) {
			browser.subscribe("room");
			TestHttp.post(server.port(), "/apps/3/events",
					"{\"name\":\"e\",\"channel\":\"room\",\"data\":\"" + "x".repeat(10_000) + "\"}");
			assertThat(browser.next()).contains("x".repeat(10_000));
		}
	}

	@Test
	void socketsWorkOverTls() throws Exception {
		X509Bundle certificate = new CertificateBuilder().subject("CN=localhost")
			.addSanDnsName("localhost")
			.setIsCertificateAuthority(true)
			.buildSelfSigned();
		try (PipeServer server = PipeServer.builder()
			.address("127.0.0.1")
			.port(0)
			.sslContext(
					SslContextBuilder.forServer(certificate.getKeyPair().getPrivate(), certificate.getCertificatePath())
						.build())
			.app(TestApps.app())
			.start();
				Socket plain = new Socket(InetAddress.getLoopbackAddress(), server.port());
				Socket tls = trusting(certificate.getCertificate()).getSocketFactory()
					.createSocket(plain, "localhost", server.port(), true);
				RawWebSocket socket = new RawWebSocket(tls, "/app/" + TestApps.KEY + "?protocol=7")) {
			assertThat(socket.next()).contains("pusher:connection_established");
			socket.send("{\"event\":\"pusher:subscribe\",\"data\":{\"channel\":\"room\"}}");
			assertThat(socket.next()).contains("subscription_succeeded");
		}
	}

	private static SSLContext trusting(X509Certificate certificate) throws Exception {
		KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
		trusted.load(null, null);
		trusted.setCertificateEntry("edge", certificate);
		TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		factory.init(trusted);
		SSLContext context = SSLContext.getInstance("TLS");
		context.init(null, factory.getTrustManagers(), null);
		return context;
	}

}
