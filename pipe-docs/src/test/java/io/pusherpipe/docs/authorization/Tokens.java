/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.authorization;

import java.util.Optional;

interface Tokens {

	Optional<String> userOf(String token);

}
