/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * The edge's certificate, which follows the updates of its SSL bundle.
 */
final class EdgeCertificate {

	private static final Log logger = LogFactory.getLog(EdgeCertificate.class);

	private final String bundleName;

	private final ReloadableSslContext context;

	private EdgeCertificate(String bundleName, SslBundle bundle) {
		this.bundleName = bundleName;
		this.context = new ReloadableSslContext(SslContexts.forServer(bundle));
	}

	/**
	 * The certificate that a bundle holds, now and after each update.
	 * @param bundles where the bundle is
	 * @param bundleName its name
	 * @return the certificate
	 * @throws PipeConfigurationException if there is no such bundle
	 */
	static EdgeCertificate of(SslBundles bundles, String bundleName) {
		SslBundle bundle = SslBundleNames.get(bundles, bundleName, "pusher.pipe.server.ssl.bundle");
		EdgeCertificate certificate = new EdgeCertificate(bundleName, bundle);
		bundles.addBundleUpdateHandler(bundleName, certificate::update);
		return certificate;
	}

	private void update(SslBundle bundle) {
		try {
			SslContext next = SslContexts.forServer(bundle);
			// Some of what cannot be shows only with the first connection.
			ReferenceCountUtil.release(next.newEngine(ByteBufAllocator.DEFAULT));
			this.context.replace(next);
			logger.info("SSL bundle '" + this.bundleName + "' has changed, new connections to the edge get it");
		}
		catch (RuntimeException ex) {
			logger.error("SSL bundle '" + this.bundleName
					+ "' has changed, but cannot be used; the edge keeps the certificate that it has", ex);
		}
	}

	/**
	 * What the edge listens with.
	 * @return the context
	 */
	SslContext context() {
		return this.context;
	}

}
