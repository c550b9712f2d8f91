/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.webhooks;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import static java.nio.charset.StandardCharsets.UTF_8;

final class Verifying {

	private Verifying() {
	}

	static boolean verify(byte[] body, String secret, String signature) throws GeneralSecurityException {
		// tag::verifying[]
		Mac mac = Mac.getInstance("HmacSHA256");
		mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
		String expected = HexFormat.of().formatHex(mac.doFinal(body));
		boolean genuine = MessageDigest.isEqual(expected.getBytes(UTF_8), signature.getBytes(UTF_8));
		// end::verifying[]
		return genuine;
	}

}
