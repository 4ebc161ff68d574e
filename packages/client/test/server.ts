// A real socket server for transport tests: the handler is told how many requests came before, and answers can be sealed
// like BPJS seals them. It shares no code with the client's reader; compression is the reference library's.
import { createCipheriv, createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import lz from 'lz-string';

export interface Received {
  readonly previous: number;
  readonly request: IncomingMessage;
  readonly body: string;
  readonly timestamp: string;
}

export interface TestServer {
  readonly origin: string;
  readonly received: Received[];
  readonly connections: () => number;
  close(): Promise<void>;
}

export const CREDENTIALS = {
  consId: '99999',
  secret: 'contohRahasia01',
  userKeys: { vclaim: 'kunci-vclaim', antreanrs: 'kunci-antrean', pcare: 'kunci-pcare' },
  pcare: { username: 'klinik', password: 'kata:sandi' },
} as const;

/** Seals a JSON text the way docs/facts/vclaim.md §2.4 describes. */
export function seal(text: string, timestamp: string, secret: string = CREDENTIALS.secret): string {
  const key = createHash('sha256')
    .update(CREDENTIALS.consId + secret + timestamp)
    .digest();
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16));
  return cipher.update(lz.compressToEncodedURIComponent(text), 'utf8', 'base64') + cipher.final('base64');
}

export async function startServer(
  handler: (received: Received, response: ServerResponse) => void,
): Promise<TestServer> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8');
    request.on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const entry = {
        previous: received.length,
        request,
        body,
        timestamp: String(request.headers['x-timestamp'] ?? ''),
      };
      received.push(entry);
      handler(entry, response);
    });
  });
  server.on('connection', (socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A listening TCP server has an address object.
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** A server below HTTP: it gets the raw socket after the first bytes of each request. */
export async function startRawServer(
  onBytes: (socket: Socket, bytes: string, previous: number) => void,
): Promise<TestServer> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let count = 0;
  const server = createTcpServer((socket) => {
    connections += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => sockets.delete(socket));
    socket.on('data', (bytes) => {
      onBytes(socket, bytes.toString('latin1'), count);
      count += 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // A listening TCP server has an address object.
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    received: [],
    connections: () => connections,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
