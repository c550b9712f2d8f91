/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.docs.triggering;

import java.math.BigDecimal;

interface Rates {

	BigDecimal euro();

}
