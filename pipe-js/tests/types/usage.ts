// Compiled and never run: shows that the types say what the README says.
import Pusher, { type Channel, type PresenceChannel } from 'pusher-js';
import PusherWithEncryption from 'pusher-js/with-encryption';
import {
  extendPusher,
  pipeAuthorization,
  withPipe,
  type BackChannel,
  type Pipe,
  type PipeChannel,
  type PipePusher,
  type PipeRequestError,
} from '@pusherpipe/pipe-js';

const pusher = withPipe(new Pusher('key', { cluster: 'none', wsHost: 'localhost' }));

const sent: boolean = pusher.back_channel.trigger('my_event', { some: 'data' });
pusher.back_channel.trigger('my_event');
const chained: BackChannel = pusher.back_channel
  .bind('my_event', (data) => data.some)
  .bind('my_event', function (this: Date, data: { some: string }) {
    return data.some + this.getTime();
  }, new Date())
  .bind_global((name, data) => name.length + data)
  .bind_all((name: string) => name)
  .unbind('my_event')
  .unbind_global()
  .unbind_all();

const price: Promise<number> = pusher.back_channel.request<number>('price', { sym: 'EUR' }, { timeout: 1000 });
pusher.back_channel.request('price').catch((error: PipeRequestError) => error.code + error.message);
withPipe(new Pusher('key', { cluster: 'none', ...pipeAuthorization() }));

const channel: PipeChannel = pusher.subscribe('c');
const triggered: boolean = pusher.channel('c').trigger('my_event');
pusher.allChannels().map((each) => each.trigger('my_event', 1));
const presence = pusher.subscribe('presence-c') as PresenceChannel;

// whoever takes what pusher-js has takes what comes from here too
const stock: Pusher = pusher;
const stockChannel: Channel = channel;
const general: PipePusher = pusher;
const addition: Pipe = pusher;
pusher.connection.bind('connected', () => presence.members.count);

const PipePusherClass = extendPusher(Pusher);
PipePusherClass.logToConsole = true;
PipePusherClass.log = (message) => message;
const made: PipePusher<Pusher> = new PipePusherClass('key', { cluster: 'none' });
class Mine extends PipePusherClass {
  hello(): boolean {
    return this.back_channel.trigger('hello');
  }
}
new Mine('key', { cluster: 'none' }).hello();
withPipe(new PusherWithEncryption('key', { cluster: 'none' })).back_channel.bind('my_event', () => {});

// @ts-expect-error: an event has a name
pusher.back_channel.trigger();
// @ts-expect-error: a name is a string
pusher.back_channel.trigger(1);
// @ts-expect-error: a listener is a function
pusher.back_channel.bind('my_event', 'listener');
// @ts-expect-error: a timeout is a number
pusher.back_channel.request('my_event', {}, { timeout: 'soon' });
// @ts-expect-error: the back channel is there to stay
pusher.back_channel = chained;
// @ts-expect-error: an instance is wanted, not the class
withPipe(Pusher);
// @ts-expect-error: options are those of pusher-js
new PipePusherClass('key', { wsHost: 5 });
// @ts-expect-error: the stock class has no back channel
new Pusher('key', { cluster: 'none' }).back_channel;

export { addition, general, made, price, sent, stock, stockChannel, triggered };
