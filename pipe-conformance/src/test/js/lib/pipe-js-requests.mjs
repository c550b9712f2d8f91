import { test } from 'node:test';
import assert from 'node:assert/strict';
import { Member } from './member.mjs';
import { scene } from './pusher-js.mjs';
import { VALUES } from './values.mjs';

const BY_THE_PIPE = { channelAuthorization: { transport: 'pipe' }, userAuthentication: { transport: 'pipe' } };

const DECIDES = { decides: ['authorize_channel', 'authenticate_user'] };

// What pipe-js asks of the members of groups.
export function testPipeJsRequests(scripts) {
  test('a request: every JSON type goes there and comes back', async (t) => {
    const { edge, open } = await scene(t, scripts);
    const member = await Member.open(t, edge);
    member.messages.echo = (message) => member.reply(message, { result: message.data });
    const tab = await open();
    await tab.connect(edge);

    for (const [what, value] of VALUES) {
      assert.deepEqual(await tab.run((data) => pusher.back_channel.request('echo', data), value), value, what);
    }
  });

  test('a request that the backend cannot answer is rejected with its code', async (t) => {
    const { edge, open } = await scene(t, scripts);
    const member = await Member.open(t, edge);
    member.messages.price = (message) => member.reply(message, { error: { code: 17, message: 'The market is closed' } });
    const tab = await open();
    await tab.connect(edge);

    assert.deepEqual(await rejected(tab), [17, 'The market is closed']);
  });

  test('a request is rejected at once where no backend answers any', async (t) => {
    const { edge, open } = await scene(t, scripts);
    const tab = await open();
    await tab.connect(edge);

    assert.equal((await rejected(tab))[0], 4404);
  });

  test('a backend authorizes channels and signs users in, without an endpoint', async (t) => {
    const { edge, open } = await scene(t, scripts);
    const member = await Member.open(t, edge, DECIDES);
    member.decisions.authenticate_user = () => ({ user: { id: '7', user_info: { name: 'Ann' } } });
    member.decisions.authorize_channel = ({ channel, user_id }) => ({
      authorized: channel !== 'private-secret',
      channel_data: { user_id, user_info: { name: 'Ann' } },
    });
    const tab = await open();
    await tab.connect(edge, {}, BY_THE_PIPE);

    await tab.run(() => {
      pusher.signin();
      return pusher.user.signinDonePromise;
    });
    await tab.subscribe('presence-room');
    await tab.subscribe('private-room');
    const refusal = await tab.run(
      () => new Promise((resolve) => pusher.subscribe('private-secret').bind('pusher:subscription_error', resolve)),
    );

    assert.equal(await tab.run(() => pusher.user.user_data.id), '7');
    assert.deepEqual(await tab.run(() => pusher.channel('presence-room').members.me), { id: '7', info: { name: 'Ann' } });
    assert.deepEqual(refusal, { type: 'AuthError', error: 'Refused by the application' });
  });

  test('a channel appears that a backend subscribes the socket to, and goes with the subscription', async (t) => {
    const { edge, open } = await scene(t, scripts);
    const member = await Member.open(t, edge);
    const tab = await open();
    await tab.connect(edge);
    const place = { socket_id: await tab.id(), channel: 'private-room' };
    const [come, gone] = [await tab.listen('back_channel', 'pipe:subscribed'), await tab.listen('back_channel', 'pipe:unsubscribed')];

    await member.request('subscribe_socket', place);
    assert.deepEqual(await come.next(), [{ channel: 'private-room' }]);
    const said = await tab.listen('private-room', 'say');
    await member.request('trigger', { channels: ['private-room'], event: 'say', data: 'hello' });
    assert.deepEqual(await said.next(), ['hello']);
    await member.request('unsubscribe_socket', place);

    assert.deepEqual(await gone.next(), [{ channel: 'private-room' }]);
    assert.equal(await tab.run(() => pusher.channel('private-room') === undefined), true);
  });
}

function rejected(tab) {
  return tab.run(() => pusher.back_channel.request('price', {}).then(
    () => undefined,
    ({ code, message }) => [code, message],
  ));
}
