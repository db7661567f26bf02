// Keeps so many calls of the ingress in flight and prints calls per second, and the median
// and the 99th percentile of their milliseconds.
import http from 'node:http';

const [port, inFlight, calls, first] = process.argv.slice(2).map(Number);
const enrolments = 2500;
const agent = new http.Agent({ keepAlive: true, maxSockets: inFlight });
const note = 'An example: it took an hour and paid for itself within the week.';

const record = (index) =>
  new Promise((resolve, reject) => {
    const body = JSON.stringify({
      step: `exercise/${Math.floor(index / enrolments)}`,
      note,
      at: '2021-02-03T09:00:00Z',
    });
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'idempotency-key': `r${index}`,
    };
    const path = `/enrolment/e${index % enrolments}/record`;
    const request = http.request(
      { host: '127.0.0.1', port, path, method: 'POST', agent, headers },
      (response) => {
        response.resume();
        response.on('end', () =>
          response.statusCode === 200
            ? resolve()
            : reject(new Error(`call ${index}: ${response.statusCode}`)),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });

const took = [];
let next = first;
const client = async () => {
  while (next < first + calls) {
    const index = next++;
    const started = performance.now();
    await record(index);
    took.push(performance.now() - started);
  }
};

const started = performance.now();
await Promise.all(Array.from({ length: inFlight }, client));
const seconds = (performance.now() - started) / 1000;
took.sort((a, b) => a - b);
const at = (share) => took[Math.floor((took.length - 1) * share)];
console.log([calls / seconds, at(0.5), at(0.99)].map((x) => x.toFixed(2)).join(' '));
agent.destroy();
