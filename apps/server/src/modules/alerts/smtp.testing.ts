// A mail server for tests: speaks enough SMTP to take a mail, keeps what it took, refuses whom it is told to refuse.
import { createServer as createPlain, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTls } from 'node:tls';

export interface TestSmtp {
  readonly port: number;
  readonly mails: { readonly to: string; readonly text: string }[];
  close(): Promise<void>;
}

export async function startSmtp(
  options: { tls?: { cert: string; key: string }; refuses?: string } = {},
): Promise<TestSmtp> {
  const mails: { to: string; text: string }[] = [];
  const sockets = new Set<Socket>();
  const serve = (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    let rest = '';
    let to = '';
    let body: string[] | null = null;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const take = (line: string) => {
      if (body !== null) {
        if (line === '.') {
          mails.push({ to, text: body.join('\n') });
          body = null;
          say('250 2.0.0 taken');
        } else body.push(line);
        return;
      }
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === 'EHLO') say('250 mail.test');
      else if (verb === 'RCPT') {
        to = /<(.*)>/.exec(line)?.[1] ?? '';
        say(to === options.refuses ? '550 5.1.1 no such mailbox here' : '250 2.1.5 ok');
      } else if (verb === 'DATA') {
        body = [];
        say('354 go on');
      } else if (verb === 'QUIT') {
        say('221 bye');
        socket.end();
      } else say('250 ok');
    };
    say('220 mail.test');
    socket.on('data', (chunk: Buffer) => {
      rest += chunk.toString('utf8');
      const lines = rest.split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) take(line);
    });
  };
  const server = options.tls === undefined ? createPlain(serve) : createTls(options.tls, serve);
  server.on('tlsClientError', () => undefined);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  // A TCP server has an address of this shape.
  const { port } = server.address() as AddressInfo;
  return {
    port,
    mails,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
