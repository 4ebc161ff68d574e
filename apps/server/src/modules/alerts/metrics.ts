// The bridge in numbers for a scraper: what the newest look at each facility found, the same from every node. Labels are our ids and codes;
// no name of a facility or person. docs/operations/metrics.md describes each, and a test holds the page against this table.
import { Gauge, type Registry } from 'prom-client';
import type { Clock } from '../../platform/clock.ts';
import type { Db } from '../../platform/db/index.ts';
import type { ChannelFigures, Figures, ServiceFigures } from './figures.ts';

type Labels = Readonly<Record<string, string | number>>;
interface Sample {
  readonly labels: Labels;
  readonly value: number;
}
interface Metric {
  readonly name: string;
  readonly help: string;
  readonly labels: readonly string[];
  readonly samples: (look: Look) => readonly Sample[];
}

interface Look {
  readonly facility: string;
  readonly ageSeconds: number;
  readonly figures: Figures;
}

const ofServices = (value: (service: ServiceFigures) => number | null) => (look: Look) =>
  look.figures.services.flatMap((service) => {
    const found = value(service);
    return found === null ? [] : [{ labels: { facility: look.facility, service: service.service }, value: found }];
  });
const ofChannels = (value: (channel: ChannelFigures) => number | null) => (look: Look) =>
  look.figures.services.flatMap(({ channels }) =>
    channels.flatMap((channel) => {
      const found = value(channel);
      return found === null ? [] : [{ labels: { facility: look.facility, channel: channel.id }, value: found }];
    }),
  );
const ofWaiting = (value: (one: ChannelFigures['waiting'][number]) => number) => (look: Look) =>
  look.figures.services.flatMap(({ channels }) =>
    channels.flatMap((channel) =>
      channel.waiting.map((one) => ({
        labels: { facility: look.facility, channel: channel.id, class: one.class },
        value: value(one),
      })),
    ),
  );
const seconds = (ms: number | null): number | null => (ms === null ? null : ms / 1000);

const FACILITY = ['facility'];
const SERVICE = ['facility', 'service'];
const CHANNEL = ['facility', 'channel'];

const METRICS: readonly Metric[] = [
  {
    name: 'titian_bpjs_service_state',
    help: '1 for the state a service is in',
    labels: [...SERVICE, 'state'],
    samples: ({ facility, figures }) =>
      figures.services.map(({ service, state }) => ({ labels: { facility, service, state }, value: 1 })),
  },
  {
    name: 'titian_bpjs_last_success_timestamp_seconds',
    help: 'When BPJS last answered well',
    labels: SERVICE,
    samples: ofServices((one) => (one.lastGoodAt === null ? null : Date.parse(one.lastGoodAt) / 1000)),
  },
  {
    name: 'titian_bpjs_unknown_messages',
    help: 'Messages that may have arrived and are being read back',
    labels: SERVICE,
    samples: ofServices((one) => one.unknown),
  },
  {
    name: 'titian_bpjs_refused_messages',
    help: 'Messages that BPJS refused and nobody has corrected',
    labels: SERVICE,
    samples: ofServices((one) => one.refused),
  },
  {
    name: 'titian_bpjs_held_messages',
    help: 'Messages held for a person',
    labels: SERVICE,
    samples: ofServices((one) => one.parked),
  },
  {
    name: 'titian_bpjs_differences',
    help: 'Records of which BPJS holds something else',
    labels: SERVICE,
    samples: ofServices((one) => one.differences),
  },
  {
    name: 'titian_bpjs_clock_skew_seconds',
    help: "BPJS's clock minus ours where that matters (30 s and more), else 0",
    labels: SERVICE,
    samples: ofServices((one) => (one.skewMs ?? 0) / 1000),
  },
  {
    name: 'titian_bpjs_at_risk_messages',
    help: 'Messages near or past their moment at BPJS',
    labels: [...SERVICE, 'risk'],
    samples: ({ facility, figures }) =>
      figures.services.flatMap(({ service, risks }) =>
        risks.map(({ risk, count }) => ({ labels: { facility, service, risk }, value: count })),
      ),
  },
  {
    name: 'titian_bpjs_channel_state',
    help: '1 for the state of a channel: closed lets calls through, open and paused hold them back',
    labels: [...CHANNEL, 'state'],
    samples: ({ facility, figures }) =>
      figures.services.flatMap(({ channels }) =>
        channels.map(({ id, state }) => ({ labels: { facility, channel: id, state }, value: 1 })),
      ),
  },
  {
    name: 'titian_bpjs_places_in_use',
    help: 'Places of a channel in use, over all nodes',
    labels: CHANNEL,
    samples: ofChannels((one) => one.inFlight),
  },
  {
    name: 'titian_bpjs_places_limit',
    help: 'Calls at once that the channel is trusted with now (adaptive)',
    labels: CHANNEL,
    samples: ofChannels((one) => one.limit),
  },
  {
    name: 'titian_bpjs_places_share',
    help: 'Calls at once that it may have at most',
    labels: CHANNEL,
    samples: ofChannels((one) => one.share),
  },
  ...(['p50', 'p95', 'p99'] as const).map((name) => ({
    name: `titian_bpjs_answer_seconds_${name}`,
    help: `Time to an answer over the last quarter of an hour, ${name}`,
    labels: CHANNEL,
    samples: ofChannels((one) => seconds(one[`${name}Ms`])),
  })),
  {
    name: 'titian_bpjs_waiting_messages',
    help: 'Messages on their way, by priority class',
    labels: [...CHANNEL, 'class'],
    samples: ofWaiting((one) => one.messages),
  },
  {
    name: 'titian_bpjs_waiting_age_seconds',
    help: 'Age of the oldest message on its way, by priority class',
    labels: [...CHANNEL, 'class'],
    samples: ofWaiting((one) => one.ageSeconds),
  },
  {
    name: 'titian_alerts_open',
    help: 'Alerts that hold now',
    labels: [...FACILITY, 'rule', 'severity'],
    samples: ({ facility, figures }) =>
      figures.alerts.map(({ rule, severity, count }) => ({ labels: { facility, rule, severity }, value: count })),
  },
  {
    name: 'titian_health_look_age_seconds',
    help: 'How old all of these figures are',
    labels: FACILITY,
    samples: ({ facility, ageSeconds }) => [{ labels: { facility }, value: ageSeconds }],
  },
];

/** Scrapes come every fifteen seconds; all gauges of one scrape share a look. */
const SHARED_MS = 1_000;

export function registerHealthMetrics(registry: Registry, deps: { readonly db: Db; readonly clock: Clock }): void {
  let looks: Promise<readonly Look[]> = Promise.resolve([]);
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  const latest = () => {
    const nowMs = deps.clock.monotonicMs();
    if (nowMs - lookedAtMs >= SHARED_MS) {
      lookedAtMs = nowMs;
      looks = readLooks(deps);
    }
    return looks;
  };
  for (const metric of METRICS) {
    const gauge = new Gauge<string>({
      name: metric.name,
      help: metric.help,
      labelNames: metric.labels,
      registers: [registry],
      collect: async () => {
        const found = await latest();
        gauge.reset();
        for (const look of found) for (const { labels, value } of metric.samples(look)) gauge.set({ ...labels }, value);
      },
    });
  }
}

async function readLooks({ db, clock }: { readonly db: Db; readonly clock: Clock }): Promise<readonly Look[]> {
  // Without the database there is nothing to tell; the process's own metrics are told all the same.
  const { rows } = await db.overview
    .query<{ facility: string; evaluatedAt: Date; figures: Figures | null }>(
      'SELECT facility_id AS facility, evaluated_at AS "evaluatedAt", figures FROM titian.alert_rounds',
    )
    .catch(() => ({ rows: [] }));
  const nowMs = clock.realNow().getTime();
  return rows.flatMap(({ facility, evaluatedAt, figures }) =>
    figures === null
      ? []
      : [{ facility, figures, ageSeconds: Math.max(0, Math.round((nowMs - evaluatedAt.getTime()) / 1000)) }],
  );
}
