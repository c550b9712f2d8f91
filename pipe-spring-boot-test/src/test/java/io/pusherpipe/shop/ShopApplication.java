/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.shop;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * A shop whose pages order over the Pipe.
 */
@SpringBootApplication
class ShopApplication {

}
