// The formats bound to the signed-in facility's zone and the chosen language, plus a clock that ticks for waiting times.
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.ts';
import { now } from '../platform/clock.ts';
import * as time from './time.ts';

const MINUTE_TICK_MS = 15_000;

export function useFormat() {
  const { i18n } = useTranslation();
  const zone = useSession().data?.facility.timeZone ?? 'Asia/Jakarta';
  const language: time.Language = i18n.language === 'en' ? 'en' : 'id';
  return useMemo(() => {
    const today = () => time.localDate(now(), zone);
    return {
      zone,
      language,
      zoneName: time.zoneName(zone),
      today,
      time: (value: string | Date | null) => time.formatTime(value, zone),
      seconds: (value: string | Date | null) => time.formatTime(value, zone, true),
      date: (value: string | null, style?: 'full' | 'short') => time.formatDate(value, language, style),
      moment: (value: string | null) => time.formatMoment(value, zone, language, today()),
      minutes: (value: number | null) => time.formatMinutes(value, language),
      age: (value: string | null) => time.formatAge(value, now(), language),
      since: (value: string | null) => time.minutesBetween(value, now()),
      wall: (date: string, clock: string) => time.instantFromWall(date, clock, zone),
    };
  }, [zone, language]);
}

export type Format = ReturnType<typeof useFormat>;

/** Renders again every tick, so that waiting minutes grow without a fetch. */
export function useTick(everyMs: number = MINUTE_TICK_MS): void {
  const [, setTick] = useState(0);
  useEffect(() => {
    const timer = window.setInterval(() => setTick((tick) => tick + 1), everyMs);
    return () => window.clearInterval(timer);
  }, [everyMs]);
}
