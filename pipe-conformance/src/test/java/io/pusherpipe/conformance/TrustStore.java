/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

/**
 * Lets this JVM trust a certificate, and nobody else, as an operator does: by the system
 * property for the trust store.
 */
final class TrustStore {

	private static final String PROPERTY = "javax.net.ssl.trustStore";

	private static final String PASSWORD = "changeit";

	private TrustStore() {
	}

	/**
	 * Trust a certificate for a while.
	 * @param certificate the file, in the format PEM
	 * @param action what to do meanwhile
	 */
	static void during(Path certificate, Runnable action) {
		try {
			Path file = Files.createTempFile("trusted", ".p12");
			store(certificate, file);
			System.setProperty(PROPERTY, file.toString());
			System.setProperty(PROPERTY + "Password", PASSWORD);
			try {
				action.run();
			}
			finally {
				System.clearProperty(PROPERTY);
				System.clearProperty(PROPERTY + "Password");
				Files.delete(file);
			}
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void store(Path certificate, Path file) throws IOException, GeneralSecurityException {
		KeyStore trusted = KeyStore.getInstance("PKCS12");
		trusted.load(null, null);
		try (InputStream pem = Files.newInputStream(certificate)) {
			trusted.setCertificateEntry("edge", CertificateFactory.getInstance("X.509").generateCertificate(pem));
		}
		try (OutputStream out = Files.newOutputStream(file)) {
			trusted.store(out, PASSWORD.toCharArray());
		}
	}

}
