import { main } from './test-runner.js';

await main(JSON.parse(String(process.argv[2])));
