/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.pusherpipe.client.PipeClient;
import io.pusherpipe.client.PipeState;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import io.pusherpipe.spring.core.PipeSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Tests for TLS by way of SSL bundles, on both sides.
 */
class TlsIntegrationTests {

	@TempDir
	@SuppressWarnings("NullAway.Init")
	static Path directory;

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JacksonAutoConfiguration.class, SslAutoConfiguration.class,
				PipeServerAutoConfiguration.class, PipeAutoConfiguration.class, PipeHandlerAutoConfiguration.class))
		.withPropertyValues("pusher.pipe.server.port=0", "pusher.pipe.server.address=127.0.0.1",
				"spring.ssl.bundle.jks.edge.keystore.location=" + directory.resolve("edge.p12").toUri(),
				"spring.ssl.bundle.jks.edge.keystore.password=changeit",
				"spring.ssl.bundle.jks.edge.options.enabled-protocols=TLSv1.3",
				"spring.ssl.bundle.jks.backend.truststore.location=" + directory.resolve("edge.p12").toUri(),
				"spring.ssl.bundle.jks.backend.truststore.password=changeit", "pusher.pipe.server.ssl.bundle=edge");

	@BeforeAll
	static void createCertificate() throws IOException, InterruptedException {
		String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
		Process process = new ProcessBuilder(keytool, "-genkeypair", "-alias", "edge", "-keyalg", "EC", "-dname",
				"CN=localhost", "-ext", "san=dns:localhost", "-validity", "2", "-storetype", "PKCS12", "-storepass",
				"changeit", "-keystore", directory.resolve("edge.p12").toString())
			.inheritIO()
			.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).isZero();
	}

	@Test
	void browserAndBackendReachTheEdgeOverTls() {
		this.runner.withPropertyValues("pusher.pipe.ssl.bundle=backend").withBean(Echo.class).run((context) -> {
			await().until(() -> context.getBean(PipeClient.class).state().isConnected());
			PipeConnectionDetails details = context.getBean(PipeConnectionDetails.class);
			assertThat(details.getUrl()).hasScheme("wss");
			HttpClient client = HttpClient.newBuilder()
				.sslContext(context.getBean(SslBundles.class).getBundle("backend").createSslContext())
				.build();
			try (Browser browser = Browser.connect(client, details)) {
				browser.trigger("say", "{\"text\":\"hi\"}");
				assertThat(browser.expect("echo").get("data").asString()).isEqualTo("{\"text\":\"hi\"}");
			}
		});
	}

	@Test
	void whenTheCertificateIsNotTrustedThenThePipeDoesNotConnect() {
		this.runner.run((context) -> {
			await().until(() -> context.getBean(PipeClient.class).state() instanceof PipeState.Reconnecting);
			assertThat(context.getBean(PipeClient.class).state().isConnected()).isFalse();
		});
	}

	static class Echo {

		@OnSocketEvent
		void echo(PipeSocket socket, Map<String, Object> data) {
			socket.trigger("echo", data);
		}

	}

}
