/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.boot.autoconfigure;

import java.util.List;

import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * Looks SSL bundles up, and names the property where there is none of the name.
 */
final class SslBundleNames {

	private SslBundleNames() {
	}

	/**
	 * Look a bundle up.
	 * @param bundles where it is
	 * @param name its name
	 * @param key the property that has the name
	 * @return the bundle
	 * @throws PipeConfigurationException if there is no such bundle
	 */
	static SslBundle get(SslBundles bundles, String name, String key) {
		try {
			return bundles.getBundle(name);
		}
		catch (NoSuchSslBundleException ex) {
			List<String> names = bundles.getBundleNames();
			String known = names.isEmpty() ? "There is none at all"
					: "There is " + String.join(", ", names.stream().sorted().toList());
			throw new PipeConfigurationException(
					"The property " + key + " names the SSL bundle '" + name + "', which does not exist. " + known
							+ ".",
					"Correct " + key + ", or define the bundle with spring.ssl.bundle.pem." + name
							+ " or spring.ssl.bundle.jks." + name + ".");
		}
	}

}
