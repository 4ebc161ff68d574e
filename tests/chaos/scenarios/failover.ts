// E2: the synchronous standby is promoted under load while the old primary goes on running and stays reachable; some seconds later the address
// that the nodes know leads to the new one, and connections that stand still end at the old one. What was answered as saved is there, and what the
// old primary took on alone was answered to nobody.
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { join } from 'node:path';
import type { EmbeddedPostgres } from '@titian/embedded-postgres';
import { asOwner, makeStandby } from '../standby.ts';
import { spread, untilAccepted, untilTheBlow, type Played, type Scenario, type Stage } from '../stage.ts';

/** Longer than a lease, so that every lane's holder is in doubt. */
const OLD_ALONE_MS = 4_000;
/** Connections that wait at the old primary are given up after 20 s. */
const WORKS_WITHIN_MS = 35_000;

export const failover: Scenario = {
  nodes: 2,
  blows: 2,
  visitsPerBlow: 500,
  house: { between: { database: true } },
  play,
};

async function play(stage: Stage): Promise<Played> {
  const { house, load, under, say, defer } = stage;
  const broken: string[] = [];
  const works: number[] = [];
  let acceptedByTheOld = 0;
  let primary: EmbeddedPostgres = house.instance.postgres;
  for (let blow = 1; blow <= under.kills; blow += 1) {
    const standby = await makeStandby(primary, join(house.instance.home.folder, `standby-${blow}`), `standby_${blow}`);
    defer(() => standby.stop('immediate'));
    await untilTheBlow(stage);
    await asOwner(standby, (client) => client.query('SELECT pg_promote()'));
    const from = performance.now();
    const before = load.history.length;
    say(`promotion ${blow}/${under.kills} after ${before} accepted; the old primary is still the one the nodes know`);
    // What was already confirmed by the standby may still be on its way to the HIS.
    await delay(OLD_ALONE_MS / 2);
    const settled = load.history.length;
    await delay(Math.max(0, OLD_ALONE_MS - (performance.now() - from)));
    acceptedByTheOld += load.history.length - settled;
    const switchedAt = performance.now();
    for (const node of house.nodes) node.databaseProxy?.retarget(standby.config);
    const worksAfter = await untilAccepted(load, switchedAt, WORKS_WITHIN_MS);
    if (worksAfter === null)
      broken.push(`promotion ${blow}: no save was accepted within ${WORKS_WITHIN_MS / 1000} s of the switch`);
    works.push(worksAfter ?? WORKS_WITHIN_MS);
    say(`saving works ${worksAfter?.toFixed(0)} ms after the switch`);
    // It stays reachable until the next promotion, as a machine that nobody has switched off.
    await delay(OLD_ALONE_MS * 3);
    if (blow < under.kills && primary !== house.instance.postgres) {
      const ended = once(primary, 'exit');
      primary.kill9();
      await ended;
    }
    primary = standby;
  }
  if (acceptedByTheOld > 0) broken.push(`${acceptedByTheOld} saves were answered by a primary that had been replaced`);
  return { figures: { promotions: under.kills, worksAfterSeconds: spread(works).worst, acceptedByTheOld }, broken };
}
