/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.shop;

/**
 * What an order has become.
 *
 * @param number its number
 * @param item what of
 */
record Receipt(long number, String item) {

}
