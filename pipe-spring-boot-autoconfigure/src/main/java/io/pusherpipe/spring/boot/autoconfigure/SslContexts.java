/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.util.List;

import javax.net.ssl.SSLException;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslOptions;

/**
 * From Spring Boot's SSL bundles to Netty's contexts.
 */
final class SslContexts {

	private SslContexts() {
	}

	/**
	 * A context that listens.
	 * @param bundle has the certificate
	 * @return the context
	 */
	static SslContext forServer(SslBundle bundle) {
		return build(SslContextBuilder.forServer(bundle.getManagers().getKeyManagerFactory()), bundle);
	}

	/**
	 * A context that connects.
	 * @param bundle has what is trusted
	 * @return the context
	 */
	static SslContext forClient(SslBundle bundle) {
		return build(SslContextBuilder.forClient()
			.keyManager(bundle.getManagers().getKeyManagerFactory())
			.trustManager(bundle.getManagers().getTrustManagerFactory()), bundle);
	}

	private static SslContext build(SslContextBuilder builder, SslBundle bundle) {
		SslOptions options = bundle.getOptions();
		if (options.getCiphers() != null) {
			builder.ciphers(List.of(options.getCiphers()));
		}
		if (options.getEnabledProtocols() != null) {
			builder.protocols(options.getEnabledProtocols());
		}
		try {
			return builder.build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException("The SSL bundle cannot be used: " + ex.getMessage(), ex);
		}
	}

}
