// The figures of one look, small enough to keep: what the metrics of every node are made of. Counts, states and times only.
import type { HealthDetail } from '../gateway/index.ts';
import { isRuleId, RULES } from './rules.ts';

export interface ChannelFigures {
  readonly id: string;
  readonly state: string;
  readonly inFlight: number | null;
  readonly limit: number | null;
  readonly share: number | null;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  readonly waiting: readonly { readonly class: number; readonly messages: number; readonly ageSeconds: number }[];
}

export interface ServiceFigures {
  readonly service: string;
  readonly state: string;
  readonly lastGoodAt: string | null;
  readonly unknown: number;
  readonly refused: number;
  readonly parked: number;
  readonly differences: number;
  readonly skewMs: number | null;
  readonly risks: readonly { readonly risk: string; readonly count: number; readonly late: number }[];
  readonly channels: readonly ChannelFigures[];
}

export interface Figures {
  readonly services: readonly ServiceFigures[];
  readonly alerts: readonly { readonly rule: string; readonly severity: string; readonly count: number }[];
}

export function figuresOf(detail: HealthDetail, open: readonly { readonly rule: string }[]): Figures {
  const nowMs = Date.parse(detail.asOf);
  const rules = [...new Set(open.map((alert) => alert.rule))];
  return {
    services: detail.services.map((service) => ({
      service: service.service,
      state: service.state,
      lastGoodAt: service.lastGoodAt,
      unknown: service.unknown,
      refused: service.refused,
      parked: service.parked,
      differences: service.differences,
      skewMs: service.skewMs,
      risks: service.risks.map(({ risk, count, late }) => ({ risk, count, late })),
      channels: service.channels.map((channel) => ({
        id: channel.id,
        state: channel.state,
        inFlight: channel.places?.inFlight ?? null,
        limit: channel.places?.limit ?? null,
        share: channel.places?.share ?? null,
        p50Ms: channel.periods.m15.p50Ms,
        p95Ms: channel.periods.m15.p95Ms,
        p99Ms: channel.periods.m15.p99Ms,
        waiting: channel.waiting.map((one) => ({
          class: one.class,
          messages: one.messages,
          ageSeconds: Math.max(0, Math.round((nowMs - Date.parse(one.oldestAt)) / 1000)),
        })),
      })),
    })),
    alerts: rules.map((rule) => ({
      rule,
      severity: isRuleId(rule) ? RULES[rule].severity : 'info',
      count: open.filter((alert) => alert.rule === rule).length,
    })),
  };
}
