/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.shop;

/**
 * What a page orders.
 *
 * @param item what of
 * @param quantity how many
 */
record Order(String item, int quantity) {

}
