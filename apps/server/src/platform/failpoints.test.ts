// Places where a demo process kills or freezes itself: which, at which visit, once.
import { describe, expect, it } from 'vitest';
import { createFailpoints, failpointOf, parseFailpoint } from './failpoints.ts';

describe('failpoints', () => {
  it('acts at the named place, at the named visit, and only once', () => {
    const signals: string[] = [];
    const { hook } = createFailpoints(parseFailpoint('before-result-commit:kill:2'), (signal) => signals.push(signal));
    for (const name of ['during-read-back', 'before-result-commit', 'during-read-back']) hook(name);
    expect(signals).toEqual([]);
    hook('before-result-commit');
    hook('before-result-commit');
    expect(signals).toEqual(['SIGKILL']);
  });

  it('counts anew when it is armed while the process runs', () => {
    const signals: string[] = [];
    const { hook, arm } = createFailpoints(null, (signal) => signals.push(signal));
    hook('during-read-back');
    const told = failpointOf({ type: 'failpoint', failpoint: 'during-read-back:freeze:1' });
    if (told !== null) arm(told);
    hook('during-read-back');
    expect(signals).toEqual(['SIGSTOP']);
  });

  it.each(['', 'kill', 'a:b:1', 'a:kill:0', 'a:kill:1:2', 'A b:kill:1'])('refuses %j', (text) => {
    expect(parseFailpoint(text)).toBeNull();
  });

  it('hears nothing in other messages', () => {
    expect(failpointOf({ type: 'ready', failpoint: 'a:kill:1' })).toBeNull();
  });
});
