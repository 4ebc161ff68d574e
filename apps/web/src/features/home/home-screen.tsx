// Today in one look: numbers, waiting per poli against the standard, the river from ticket to medicine, and what needs a person.
import { Button, Tooltip } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useToday } from '../../api/hospital.ts';
import type { Today } from '../../api/types.ts';
import { unitName } from '../../format/names.ts';
import { useFormat, useTick } from '../../format/use-format.ts';
import { DateNav } from '../../ui/date-nav.tsx';
import { QueryState } from '../../ui/failure.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import { RIVER_HEIGHT, RIVER_WIDTH, riverPath, riverStages } from './river.ts';
import style from './home.module.css';

// Outpatient waiting time ≤ 60 minutes [B], docs/facts/task-id.md §9. The bars only show the comparison; nothing is decided by it.
const STANDARD_MINUTES = 60;
const SCALE_MINUTES = 120;

export function HomeScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  useTick();
  const [date, setDate] = useState(format.today);
  const today = useToday(date);
  return (
    <Page title={t('desk.home.title')} tools={<DateNav date={date} onChange={setDate} />}>
      <QueryState query={today} rows={8}>
        {(data) => (
          <>
            <Figures today={data} />
            <River today={data} />
            <div className={style.columns}>
              <Units today={data} />
              <Actions today={data} />
            </div>
          </>
        )}
      </QueryState>
    </Page>
  );
}

function Figures(props: { today: Today }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { registered, finished, units } = props.today;
  const longest = units.reduce<number | null>(
    (most, unit) => (unit.longestWaitMinutes === null ? most : Math.max(most ?? 0, unit.longestWaitMinutes)),
    null,
  );
  const figures = [
    { name: 'registered', value: String(registered) },
    { name: 'finished', value: String(finished) },
    { name: 'inside', value: String(Math.max(0, registered - finished)) },
    { name: 'longest', value: format.minutes(longest) },
  ] as const;
  return (
    <div className={style.figures}>
      {figures.map((figure) => (
        <Tooltip
          key={figure.name}
          label={t(`desk.home.definition.${figure.name}`)}
          multiline
          w={240}
          position="bottom-start"
        >
          <div>
            <Card className={style.figure} label={t(`desk.home.${figure.name}`)} flush>
              <div className={style.figureLabel}>{t(`desk.home.${figure.name}`)}</div>
              <div className={style.figureValue}>{figure.value}</div>
            </Card>
          </div>
        </Tooltip>
      ))}
    </div>
  );
}

function barColour(minutes: number): string {
  if (minutes > STANDARD_MINUTES) return 'var(--fill-late)';
  return minutes > STANDARD_MINUTES / 2 ? 'var(--fill-slow)' : 'var(--fill-calm)';
}

function byLongestWait(units: Today['units']): Today['units'] {
  // Not `toSorted`: Chromium 109 does not have it.
  return [...units].sort((left, right) => (right.longestWaitMinutes ?? -1) - (left.longestWaitMinutes ?? -1));
}

function Units(props: { today: Today }) {
  const { t } = useTranslation();
  const format = useFormat();
  // Who waits longest stands first: that is where a hand is needed.
  const units = byLongestWait(props.today.units);
  return (
    <Card
      title={t('desk.home.waiting')}
      aside={
        <Tooltip label={t('desk.home.waitingDef', { minutes: STANDARD_MINUTES })} multiline w={280}>
          <span className="muted" style={{ fontSize: 13 }}>
            ≤ {STANDARD_MINUTES} m
          </span>
        </Tooltip>
      }
      flush
    >
      {units.length === 0 ? <Empty title={t('desk.home.nobody')}>{t('desk.home.nobodyNext')}</Empty> : null}
      {units.map((unit) => {
        const minutes = unit.longestWaitMinutes ?? 0;
        return (
          <Link key={unit.kodePoli} to="/poli" search={{ unit: unit.kodePoli }} className={style.unit}>
            <span>
              <div className={style.unitName}>{unitName(unit.namaPoli)}</div>
              <div className={style.unitSub}>
                {t('desk.home.waitingCount', { count: unit.waiting })} · {t('desk.home.served', { count: unit.served })}
              </div>
            </span>
            <span className={style.bar} aria-hidden>
              <span
                className={style.barFill}
                style={{ width: `${Math.min(100, (minutes / SCALE_MINUTES) * 100)}%`, background: barColour(minutes) }}
              />
              <span className={style.barMark} style={{ left: `${(STANDARD_MINUTES / SCALE_MINUTES) * 100}%` }} />
            </span>
            <span className={style.unitMinutes}>
              {unit.longestWaitMinutes === null ? '–' : format.minutes(minutes)}
            </span>
          </Link>
        );
      })}
    </Card>
  );
}

const SEVERITY = { tinggi: 'var(--bad)', sedang: 'var(--warn)', rendah: 'var(--muted)' } as const;

function Actions(props: { today: Today }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const items = props.today.actions.filter((action) => action.count > 0);
  return (
    <Card title={t('desk.home.actions')} flush>
      {items.length === 0 ? (
        <Empty icon={<IconCircleCheck size={32} color="var(--ok)" aria-hidden />} title={t('desk.home.noActions')}>
          {t('desk.home.noActionsNext')}
        </Empty>
      ) : null}
      {items.map((action) => (
        <div key={action.link + action.kind} className={style.action}>
          <span className={style.actionCount} style={{ color: SEVERITY[action.severity] }}>
            {action.count}
          </span>
          <span style={{ minWidth: 0 }}>
            <div style={{ fontWeight: 600, fontSize: 14.5 }}>{t(`desk.home.action.${action.kind}`)}</div>
            <div className="muted" style={{ fontSize: 13 }}>
              {action.label}
            </div>
          </span>
          <Button
            variant="light"
            size="xs"
            style={{ marginLeft: 'auto', flex: 'none' }}
            onClick={() => void navigate({ href: action.link })}
          >
            {t('desk.home.open')}
          </Button>
        </div>
      ))}
    </Card>
  );
}

const RIVER_COLOUR = {
  calm: 'var(--fill-calm)',
  slow: 'var(--fill-slow)',
  late: 'var(--fill-late)',
  none: '#84c2b9',
} as const;

function River(props: { today: Today }) {
  const { t } = useTranslation();
  const format = useFormat();
  const stages = riverStages(props.today.flow, STANDARD_MINUTES);
  const total = stages.reduce((sum, stage) => sum + stage.count, 0);
  return (
    <Card
      title={t('desk.home.flow')}
      aside={
        <span className={`muted ${style.wide}`} style={{ fontSize: 13 }}>
          {t('desk.home.flowDef')}
        </span>
      }
    >
      {total === 0 ? <Empty title={t('desk.home.flowEmpty')} /> : null}
      {total === 0 ? null : (
        <div className={style.riverScroll}>
          <svg
            className={style.river}
            viewBox={`0 -22 ${RIVER_WIDTH} ${RIVER_HEIGHT + 40}`}
            role="img"
            aria-label={t('desk.home.flow')}
          >
            {stages.map((stage, index) => (
              <path key={stage.stage} d={riverPath(stages, index)} fill={RIVER_COLOUR[stage.tone]} opacity={0.9} />
            ))}
            {stages.map((stage) => {
              const x = stage.x + stage.width / 2;
              const inside = stage.thickness > 30;
              return (
                <g key={stage.stage} textAnchor="middle" fontSize="15">
                  <text x={x} y={-8} fill="var(--text)" fontWeight="600" fontSize="13">
                    {t(`words.stage.${stage.stage}`)}
                  </text>
                  <text
                    x={x}
                    y={inside ? RIVER_HEIGHT / 2 + 7 : RIVER_HEIGHT / 2 - stage.thickness / 2 - 8}
                    fill={inside && stage.tone !== 'none' ? '#fff' : inside ? '#0a3b36' : 'var(--text)'}
                    fontWeight="720"
                    fontSize="19"
                  >
                    {stage.count}
                  </text>
                  <text x={x} y={RIVER_HEIGHT + 12} fill="var(--muted)" fontSize="12">
                    {stage.medianMinutes === null || stage.stage === 'selesai'
                      ? ''
                      : t('desk.home.minutesMedian', { minutes: format.minutes(stage.medianMinutes) })}
                  </text>
                </g>
              );
            })}
          </svg>
        </div>
      )}
    </Card>
  );
}
