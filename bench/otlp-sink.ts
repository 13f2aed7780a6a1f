import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An OTLP receiver that discards everything. Sends its URL to its parent. */
const server = createServer((req, res) => {
  req.resume().on('end', () => {
    res.setHeader('content-type', req.headers['content-type'] ?? 'application/json');
    res.end();
  });
});
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`));
process.on('disconnect', () => process.exit());
