import assert from 'node:assert/strict';
import { test } from 'node:test';
import { connected, edgeFor, next, pusherFor, soon } from './support.mjs';

/** The next request that the edge receives, and a way to answer it. */
async function nextRequest(edge) {
  const { event, data } = JSON.parse(await edge.receive());
  return { event, data, answer: (answer) => edge.send('pipe:reply', { id: data.id, ...answer }) };
}

for (const result of [{ price: 1.09 }, 'text', '123', 0, false, '', null, []]) {
  test(`a request is answered with ${JSON.stringify(result)}`, soon, async (t) => {
    const { edge, pusher } = await connected(t);

    const answer = pusher.back_channel.request('price', { sym: 'EUR' });
    const request = await nextRequest(edge);
    request.answer({ result });

    assert.equal(request.event, 'pipe:request');
    assert.deepEqual(request.data, { id: 1, event: 'price', data: { sym: 'EUR' } });
    assert.deepEqual(await answer, result);
  });
}

test('a request without data has no data key', soon, async (t) => {
  const { edge, pusher } = await connected(t);

  const answer = pusher.back_channel.request('time');
  const request = await nextRequest(edge);
  request.answer({ result: 1 });

  assert.deepEqual(request.data, { id: 1, event: 'time' });
  await answer;
});

test('an error rejects the promise with its code and message', soon, async (t) => {
  const { edge, pusher } = await connected(t);

  const answer = pusher.back_channel.request('price');
  (await nextRequest(edge)).answer({ error: { code: 4404, message: 'No backend answers such requests' } });

  await assert.rejects(answer, {
    name: 'PipeRequestError',
    code: 4404,
    message: 'No backend answers such requests',
  });
});

test('answers find their requests in any order', soon, async (t) => {
  const { edge, pusher } = await connected(t);

  const answers = [1, 2, 3].map((number) => pusher.back_channel.request('double', number));
  const requests = [await nextRequest(edge), await nextRequest(edge), await nextRequest(edge)];
  requests.reverse().forEach((request) => request.answer({ result: request.data.data * 2 }));

  assert.deepEqual(await Promise.all(answers), [2, 4, 6]);
});

test('without an answer in time the promise is rejected', soon, async (t) => {
  const { pusher } = await connected(t);

  await assert.rejects(pusher.back_channel.request('price', {}, { timeout: 50 }), {
    code: 4408,
    message: 'No answer within 50 ms',
  });
});

test('a late answer is dropped', soon, async (t) => {
  const { edge, pusher } = await connected(t);
  const heard = [];
  pusher.back_channel.bind_global((event) => heard.push(event));

  await assert.rejects(pusher.back_channel.request('price', {}, { timeout: 50 }), { code: 4408 });
  (await nextRequest(edge)).answer({ result: 1 });
  const done = next(pusher.back_channel, 'done');
  edge.send('done');

  await done;
  assert.deepEqual(heard, ['done']);
});

test('a request waits for the connection', soon, async (t) => {
  const edge = await edgeFor(t);
  const pusher = pusherFor(t, edge);

  const answers = ['a', 'b'].map((name) => pusher.back_channel.request(name));
  const first = await nextRequest(edge);
  const second = await nextRequest(edge);
  first.answer({ result: 1 });
  second.answer({ result: 2 });

  assert.deepEqual([first.data.event, second.data.event], ['a', 'b']);
  assert.deepEqual(await Promise.all(answers), [1, 2]);
});

test('without a connection in time the promise is rejected, and nothing is sent later', soon, async (t) => {
  const { edge, pusher } = await connected(t);
  pusher.disconnect();

  await assert.rejects(pusher.back_channel.request('price', {}, { timeout: 50 }), {
    code: 4408,
    message: 'No connection within 50 ms',
  });

  pusher.connect();
  await next(pusher.connection, 'connected');
  pusher.back_channel.trigger('later');
  assert.equal(JSON.parse(await edge.receive()).event, 'later');
});

for (const [what, end] of Object.entries({
  'the edge restarts': (edge) => edge.restart(),
  'the connection is cut': (edge) => edge.cut(),
  'the page disconnects': (_, pusher) => pusher.disconnect(),
})) {
  test(`when ${what}, what was sent is rejected and not sent again`, soon, async (t) => {
    const { edge, pusher } = await connected(t);

    const answer = pusher.back_channel.request('pay');
    await nextRequest(edge);
    end(edge, pusher);

    await assert.rejects(answer, { code: 4503, message: 'The connection was lost before the answer' });
    pusher.connect();
    await next(pusher.connection, 'connected');
    pusher.back_channel.trigger('later');
    assert.equal(JSON.parse(await edge.receive()).event, 'later');
  });
}

for (const name of ['pusher:x', 'pusher_internal:x', 'pipe:x', 'client-x', '', undefined]) {
  test(`a request refuses ${JSON.stringify(name)} as a name`, soon, async (t) => {
    const { pusher } = await connected(t);

    await assert.rejects(pusher.back_channel.request(name), { name: 'BadEventName' });
  });
}

test('the names of the protocol are not heard on the back channel', soon, async (t) => {
  const { edge, pusher } = await connected(t);
  const heard = [];
  pusher.back_channel.bind_global((event) => heard.push(event));
  const done = next(pusher.back_channel, 'done');

  edge.send('pipe:reply', { id: 99, result: 1 });
  edge.send('pipe:unknown', {});
  edge.send('done');

  await done;
  assert.deepEqual(heard, ['done']);
});
