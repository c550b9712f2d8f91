// Compiled and never run: the types also hold where the default export of pusher-js means something else.
import { withPipe, type PipePusher, type Pusher } from '@pusherpipe/pipe-js';

declare const stock: Pusher;
const pusher: PipePusher = withPipe(stock);

const sent: boolean = pusher.back_channel.trigger('my_event', { some: 'data' });
pusher.subscribe('c').bind('my_event', () => {}).trigger('my_event');

// @ts-expect-error: a name is a string
pusher.back_channel.trigger(1);
// @ts-expect-error: there is no such thing
pusher.nonsense;

export { sent };
