// The notice in the waiting room, for a TV: full screen, no names, live by events. Without the network the last notice stays, with its hour.
import { useTranslation } from 'react-i18next';
import { useDisplayNotice } from '../../api/continuity.ts';
import { useLiveUpdates } from '../../api/live.ts';
import { formatTime } from '../../format/time.ts';
import type { FacilityZone } from '../../format/time.ts';
import { useTick } from '../../format/use-format.ts';
import { now } from '../../platform/clock.ts';
import { QueryState } from '../../ui/failure.tsx';
import style from './continuity.module.css';

const ZONES: readonly FacilityZone[] = ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'];

export function DisplayScreen() {
  const { t } = useTranslation();
  const notice = useDisplayNotice();
  const live = useLiveUpdates();
  useTick();
  const isStale = notice.isError || !live.connected;
  return (
    <QueryState query={{ ...notice, isError: notice.isError && notice.data === undefined }}>
      {(data) => {
        const zone = ZONES.find((one) => one === data.timeZone) ?? 'Asia/Jakarta';
        const time = (value: string) => formatTime(value, zone);
        const isAway = data.state === 'terganggu';
        return (
          <main className={style.display}>
            <div className={style.displayHead}>
              <span>{data.facility}</span>
              <span className="num">{formatTime(now(), zone)}</span>
            </div>
            <div className={style.displayBody} role="status">
              <div className={style.displayTitle}>
                {t(isAway ? 'continuity.display.outage' : 'continuity.display.normal')}
              </div>
              {isAway && data.text ? <div className={style.displayText}>{data.text}</div> : null}
              {isAway ? (
                <div className={style.displayText}>
                  {t('continuity.display.choices')} {t('continuity.display.stays')}
                </div>
              ) : null}
            </div>
            <div className={style.displayFoot}>
              {[
                isAway && data.since ? t('continuity.display.since', { time: time(data.since) }) : '',
                isAway && data.announcedUntil
                  ? t('continuity.display.announcedUntil', { time: time(data.announcedUntil) })
                  : '',
                isStale ? t('continuity.display.offline', { time: time(data.asOf) }) : '',
              ]
                .filter((part) => part !== '')
                .join(' · ')}
            </div>
          </main>
        );
      }}
    </QueryState>
  );
}
