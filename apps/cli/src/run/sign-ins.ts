// The demo sign-ins as lines for the terminal. The server says who they are; this only lays them out.

interface SignIn {
  readonly username: string;
  readonly password: string;
  readonly about: string;
}

/** Answers no lines for anything that is not a list of sign-ins: an older or newer server must not break the start. */
export function describeSignIns(said: unknown): string[] {
  if (!Array.isArray(said)) return [];
  const signIns = said.flatMap((entry: unknown) => readSignIn(entry));
  const width = Math.max(0, ...signIns.map(({ username }) => username.length));
  const passwordWidth = Math.max(0, ...signIns.map(({ password }) => password.length));
  return signIns.map(({ username, password, about }) =>
    `  ${username.padEnd(width)}   ${password.padEnd(passwordWidth)}   ${about}`.trimEnd(),
  );
}

function readSignIn(entry: unknown): SignIn[] {
  if (typeof entry !== 'object' || entry === null) return [];
  const fields = new Map(Object.entries(entry));
  const text = (name: string): string => {
    const value: unknown = fields.get(name);
    return typeof value === 'string' ? value : '';
  };
  const username = text('username');
  const password = text('password');
  const about = [text('role'), text('facility')].filter((part) => part !== '').join(', ');
  return username === '' || password === '' ? [] : [{ username, password, about }];
}
