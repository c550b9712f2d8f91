/*
 * Copyright 2026-present the Pipe for Spring authors
 * SPDX-License-Identifier: Apache-2.0
 */

package io.pusherpipe.spring.handler;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.pusherpipe.client.PipeClientSocket;
import io.pusherpipe.protocol.pipe.PipeShard;
import io.pusherpipe.spring.annotation.OnSocketEvent;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.core.publisher.Mono;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.messaging.Message;
import org.springframework.messaging.handler.annotation.Payload;
import org.springframework.validation.Errors;
import org.springframework.validation.FieldError;
import org.springframework.validation.Validator;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;

/**
 * Tests for data that is validated.
 */
@ExtendWith(OutputCaptureExtension.class)
class PayloadValidationTests {

	private static final String INVALID = "{\"name\":\" \",\"address\":{\"number\":-7}}";

	private static final String VALID = "{\"name\":\"Ann\",\"address\":{\"number\":7}}";

	@Test
	void validDataIsHandled() {
		try (HandlerFixture fixture = fixture(Validating.class)) {
			for (String event : List.of("valid", "validated", "optional", "message", "composed")) {
				fixture.event("1.1", event, VALID);
			}
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("valid", "validated", "optional", "message", "composed");
		}
	}

	@Test
	void whenDataIsNotValidThenTheHandlerIsNotCalled() {
		try (HandlerFixture fixture = fixture(Validating.class)) {
			for (String event : List.of("valid", "optional", "message", "composed")) {
				fixture.event("1.1", event, INVALID);
			}
			assertThat(fixture.log).isEmpty();
			assertThat(fixture.failures).hasSize(4)
				.allSatisfy((failure) -> assertThat(failure.getCause()).isInstanceOf(PipeValidationException.class)
					.hasMessageEndingWith(" is not valid: address.number must be greater than or equal to 1, "
							+ "name must not be blank"));
		}
	}

	@Test
	void tellsTheFieldsAndTheirValuesToTheErrorHandler() {
		try (HandlerFixture fixture = fixture(Validating.class)) {
			fixture.event("1.1", "valid", INVALID);
			assertThat(fixture.failures).singleElement().satisfies((failure) -> {
				PipeValidationException cause = (PipeValidationException) Objects.requireNonNull(failure.getCause());
				assertThat(cause.getBindingResult().getObjectName()).isEqualTo("person");
				assertThat(cause.getBindingResult().getFieldErrors()).extracting(FieldError::getField)
					.containsExactlyInAnyOrder("name", "address.number");
				FieldError error = cause.getBindingResult().getFieldError("address.number");
				assertThat(error).extracting(FieldError::getRejectedValue).isEqualTo(-7);
			});
		}
	}

	@Test
	void groupsAreThoseOfTheAnnotation() {
		try (HandlerFixture fixture = fixture(Validating.class)) {
			fixture.event("1.1", "validated", "{\"name\":\"\",\"address\":null}");
			assertThat(fixture.failures).singleElement()
				.satisfies((failure) -> assertThat(failure.getCause())
					.hasMessage("The data of event 'validated' is not valid: address must be there"));
		}
	}

	@Test
	void noDataIsNotValidated() {
		try (HandlerFixture fixture = fixture(Validating.class)) {
			fixture.event("1.1", "valid", null);
			fixture.event("1.1", "optional", null);
			assertThat(fixture.failures).isEmpty();
			assertThat(fixture.log).containsExactly("valid", "optional");
		}
	}

	@Test
	void invalidDataIsNotTriedAgain() {
		HandlerFixture fixture = new HandlerFixture(Validating.class)
			.with(new PipeHandlerOptions(1000, Duration.ofHours(1), PipeShard.SOCKET, true));
		fixture.context().registerBean(LocalValidatorFactoryBean.class);
		try (fixture) {
			fixture.start();
			fixture.event("1.1", "valid", INVALID);
			assertThat(fixture.failures).hasSize(1);
			assertThat(fixture.acknowledged).hasValue(1);
		}
	}

	@Test
	void aPageThatAsksIsToldWhatIsWrongWithItsData() {
		try (HandlerFixture fixture = fixture(Validating.class)) {
			PipeClientSocket socket = mock(PipeClientSocket.class);
			given(socket.replyError(any(), anyInt(), any())).willReturn(Mono.empty());
			given(fixture.client.socket("1.1")).willReturn(socket);
			fixture.request("1.1", "valid", INVALID, "invalid");
			fixture.request("1.1", "valid", "[]", "unreadable");
			verify(socket).replyError("invalid", 4422,
					"address.number must be greater than or equal to 1, name must not be blank");
			verify(socket).replyError("unreadable", 4422, "The data cannot be read");
			verifyNoMoreInteractions(socket);
		}
	}

	@Test
	void manyErrorsAreCutShort() {
		try (HandlerFixture fixture = fixture(Validating.class)) {
			fixture.event("1.1", "many", "{\"items\":[" + "{\"number\":0},".repeat(29) + "{\"number\":0}]}");
			assertThat(fixture.failures).singleElement()
				.satisfies((failure) -> assertThat(failure.getCause())
					.hasMessageStartingWith("The data of event 'many' is not valid: items[0].number must be ")
					.hasMessageEndingWith(" and more"));
		}
	}

	@Test
	void validatorsOfSpringValidateWhatTheySupport() {
		HandlerFixture fixture = new HandlerFixture(Validating.class);
		fixture.context().registerBean("validator", Validator.class, AddressValidator::new);
		try (fixture) {
			fixture.start();
			fixture.event("1.1", "valid", INVALID);
			fixture.event("1.1", "address", "{\"number\":13}");
			assertThat(fixture.log).containsExactly("valid");
			assertThat(fixture.failures).singleElement()
				.satisfies((failure) -> assertThat(failure.getCause())
					.hasMessage("The data of event 'address' is not valid: number unlucky, too bad"));
		}
	}

	@Test
	void whenThereIsNoValidatorThenNothingIsValidatedAndTheStartSaysSo(CapturedOutput output) {
		try (HandlerFixture fixture = HandlerFixture.of(Validating.class)) {
			fixture.event("1.1", "valid", INVALID);
			assertThat(fixture.log).containsExactly("valid");
			assertThat(output).contains("Validating.valid(Person) of bean 'payloadValidationTests.Validating' wants "
					+ "argument 'person' of type Person validated, but there is no Validator: nothing is. "
					+ "Add spring-boot-starter-validation");
		}
	}

	private static HandlerFixture fixture(Class<?> handlers) {
		HandlerFixture fixture = new HandlerFixture(handlers);
		fixture.context().registerBean(LocalValidatorFactoryBean.class);
		return fixture.start();
	}

	interface Strict {

	}

	record Person(@NotBlank String name,
			@Valid @NotNull(groups = Strict.class, message = "must be there") Address address) {

	}

	record Address(@Min(1) int number) {

	}

	record Items(List<@Valid Address> items) {

	}

	static class AddressValidator implements Validator {

		@Override
		public boolean supports(Class<?> type) {
			return type == Address.class;
		}

		@Override
		public void validate(Object target, Errors errors) {
			errors.rejectValue("number", "unlucky");
			errors.reject("bad", "too bad");
		}

	}

	@Retention(RetentionPolicy.RUNTIME)
	@interface ValidPerson {

	}

	static class Validating extends LoggingHandlers {

		Validating(List<String> log) {
			super(log);
		}

		@OnSocketEvent("valid")
		void valid(@Valid @Nullable Person person) {
			this.log.add("valid");
		}

		@OnSocketEvent("validated")
		void validated(@Payload @Validated(Strict.class) Person person) {
			this.log.add("validated");
		}

		@OnSocketEvent("optional")
		void optional(@Valid Optional<Person> person) {
			this.log.add("optional");
		}

		@OnSocketEvent("message")
		void message(@Valid Message<Person> person) {
			this.log.add("message");
		}

		@OnSocketEvent("composed")
		void composed(@ValidPerson Person person) {
			this.log.add("composed");
		}

		@OnSocketEvent("many")
		void many(@Valid Items items) {
			this.log.add("many");
		}

		@OnSocketEvent("address")
		void address(@Valid Address address) {
			this.log.add("address");
		}

	}

}
