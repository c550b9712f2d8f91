import { testPipeJs } from '../lib/pipe-js.mjs';

testPipeJs(['pusher.min.js', 'pipe.min.js']);
