// Free and taken ports.
import { createServer } from 'node:net';
import { CommandError } from '../command.ts';

/** Answers a port that was free just now; `wanted` 0 lets the system choose. null when it is taken. */
async function tryPort(wanted: number, host: string): Promise<number | null> {
  return await new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', (error) => ('code' in error && error.code === 'EADDRINUSE' ? resolve(null) : reject(error)));
    server.listen(wanted, host, () => {
      const bound = server.address();
      server.close(() => resolve(typeof bound === 'object' && bound !== null ? bound.port : null));
    });
  });
}

/** Refuses a taken port in plain words, with the remedy. */
export async function requirePort(port: number, host: string): Promise<number> {
  const free = await tryPort(port, host).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw new CommandError(
      code === 'EACCES'
        ? `Port ${port} may only be opened by root. Choose another: PORT=3000 npm start`
        : `Address ${host}:${port} cannot be opened (${code}). Check TITIAN_HOST and PORT.`,
    );
  });
  if (free !== null) return free;
  throw new CommandError(
    `Port ${port} is taken by another program.\nChoose another one: PORT=${port + 100} npm start   (Windows: set PORT=${port + 100} && npm start)`,
  );
}

/** The wanted port when it is free, otherwise any. */
export async function preferPort(wanted: number, host: string): Promise<number> {
  const port = (await tryPort(wanted, host)) ?? (await tryPort(0, host));
  if (port === null) throw new CommandError('This machine has no free port.');
  return port;
}
