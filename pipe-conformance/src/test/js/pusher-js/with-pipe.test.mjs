import { testPusherJs } from '../lib/pusher-js.mjs';
import { testPipeJs } from '../lib/pipe-js.mjs';
import { testPipeJsRequests } from '../lib/pipe-js-requests.mjs';

const SCRIPTS = ['pipe-with-pusher.min.js'];

testPusherJs(SCRIPTS);
testPipeJs(SCRIPTS);
testPipeJsRequests(SCRIPTS);
