// The page's only way to the sandbox it came from.

export class ApiError extends Error {
  constructor(message, problems) {
    super(message);
    this.problems = problems;
  }
}

/** Asks the control API; `body` may be text that is sent as it is. */
export async function ask(method, path, body) {
  const answer = await fetch(`/_sandbox/${path}`, {
    method,
    ...(body === undefined
      ? {}
      : {
          headers: { 'content-type': 'application/json' },
          body: typeof body === 'string' ? body : JSON.stringify(body),
        }),
  });
  const value = await answer.json();
  if (!answer.ok) throw new ApiError((value.issues ?? [value.error]).join('; '), value.problems ?? []);
  return value;
}
