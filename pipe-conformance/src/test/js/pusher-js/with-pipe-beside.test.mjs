import { testPipeJs } from '../lib/pipe-js.mjs';
import { testPipeJsRequests } from '../lib/pipe-js-requests.mjs';

const SCRIPTS = ['pusher.min.js', 'pipe.min.js'];

testPipeJs(SCRIPTS);
testPipeJsRequests(SCRIPTS);
