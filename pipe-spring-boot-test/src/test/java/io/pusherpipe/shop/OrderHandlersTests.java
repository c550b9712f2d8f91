/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.shop;

import java.util.Map;

import io.pusherpipe.spring.boot.test.PipeTest;
import io.pusherpipe.spring.boot.test.PipeTester;
import io.pusherpipe.test.PipeRefusalException;
import io.pusherpipe.test.PipeTestSocket;
import io.pusherpipe.test.TriggeredEvent;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.bean.override.mockito.MockitoBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.BDDMockito.given;
import static org.mockito.BDDMockito.then;
import static org.mockito.Mockito.never;

/**
 * Tests for {@link OrderHandlers}.
 */
// tag::slice[]
@PipeTest(handlers = OrderHandlers.class)
class OrderHandlersTests {

	@Autowired
	private PipeTester pipe;

	@MockitoBean
	private Orders orders;

	@Test
	void ordersAreKeptAndConfirmed() {
		given(this.orders.keep(new Order("tea", 2))).willReturn(7L);

		PipeTestSocket browser = this.pipe.connect();
		browser.trigger("order", new Order("tea", 2));

		assertThat(browser.await("confirmed").dataAs(Receipt.class)).isEqualTo(new Receipt(7, "tea"));
	}

	// end::slice[]

	// tag::emit[]
	@Test
	void everybodySeesWhatIsSold() {
		this.pipe.emit("order", Map.of("item", "tea", "quantity", 2));

		then(this.orders).should().keep(new Order("tea", 2));
		assertThat(this.pipe.triggered()).extracting(TriggeredEvent::channel, TriggeredEvent::event)
			.contains(tuple("stock", "sold"));
	}
	// end::emit[]

	@Test
	void whatMakesNoSenseIsNotKept() {
		this.pipe.emit("order", Map.of("quantity", "many"));
		then(this.orders).should(never()).keep(any());
		assertThat(this.pipe.triggered()).isEmpty();
	}

	// tag::request[]
	@Test
	void pagesAskForPrices() {
		PipeTestSocket browser = this.pipe.connect();

		assertThat(browser.request("price", "tea", Double.class)).isEqualTo(2.5);
		assertThatExceptionOfType(PipeRefusalException.class).isThrownBy(() -> browser.request("price", "gold"))
			.withMessageContaining("Nothing is known of gold")
			.satisfies((refusal) -> assertThat(refusal.code()).isEqualTo(404));
	}
	// end::request[]

	// tag::slice[]

}
// end::slice[]
