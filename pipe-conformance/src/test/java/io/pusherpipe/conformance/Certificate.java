/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import javax.net.ssl.SSLException;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;

/**
 * The certificate of the edges in this process, which nobody trusts who was not told to.
 */
final class Certificate {

	private static final Certificate OURS = new Certificate();

	private final X509Bundle bundle;

	private Certificate() {
		try {
			this.bundle = new CertificateBuilder().subject("CN=localhost")
				.addSanDnsName("localhost")
				.addSanIpAddress("127.0.0.1")
				.setIsCertificateAuthority(true)
				.buildSelfSigned();
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	static Certificate ours() {
		return OURS;
	}

	SslContext sslContext() {
		try {
			return SslContextBuilder.forServer(this.bundle.getKeyPair().getPrivate(), this.bundle.getCertificatePath())
				.build();
		}
		catch (SSLException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String pem() {
		return this.bundle.getCertificatePEM();
	}

}
