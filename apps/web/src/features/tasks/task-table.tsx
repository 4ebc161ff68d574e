// The rows of the Task ID desk: a table where there is room, stacked rows on a phone. Opening a row shows the drawer.
import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TaskRow } from '../../api/types.ts';
import { unitName } from '../../format/names.ts';
import { daysUntil } from '../../format/time.ts';
import { useFormat } from '../../format/use-format.ts';
import { Pill } from '../../ui/notice.tsx';
import type { Tone } from '../../ui/notice.tsx';
import { Dot } from './dot.tsx';
import { LINE_TASKS, barsOf, cellOf, dotOf, rowState } from './model.ts';
import type { Bar, RowState } from './model.ts';
import { STATE_TEXT } from './state-text.ts';
import style from './tasks.module.css';

const TONE: Record<RowState, Tone> = {
  complete: 'ok',
  open: 'quiet',
  waiting: 'info',
  missing: 'warn',
  refused: 'bad',
  differs: 'warn',
  cancelled: 'quiet',
};

export interface TaskTableProps {
  readonly rows: readonly TaskRow[];
  readonly openId: string | null;
  readonly onOpen: (visitId: string) => void;
}

export function TaskTable(props: TaskTableProps) {
  const { t } = useTranslation();
  return (
    <>
      <table className={style.table}>
        <thead>
          <tr>
            <th scope="col">{t('integration.tasks.columns.visit')}</th>
            <th scope="col">{t('integration.tasks.columns.poli')}</th>
            {LINE_TASKS.map((task) => (
              <th key={task} scope="col" className={style.taskHead} title={t(`words.task.${task}`)}>
                {task}
              </th>
            ))}
            <th scope="col">{t('integration.tasks.columns.state')}</th>
            <th scope="col">{t('integration.tasks.columns.deadline')}</th>
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <Row key={row.visitId} row={row} open={row.visitId === props.openId} onOpen={props.onOpen} />
          ))}
        </tbody>
      </table>
      <div className={style.phoneList}>
        {props.rows.map((row) => (
          <PhoneRow key={row.visitId} row={row} onOpen={props.onOpen} />
        ))}
      </div>
    </>
  );
}

function Row(props: { row: TaskRow; open: boolean; onOpen: (visitId: string) => void }) {
  const { row } = props;
  const bars = barsOf(row);
  return (
    <tr data-open={props.open} onClick={() => props.onOpen(row.visitId)}>
      <td>
        <button type="button" className={style.visitButton}>
          <span className={style.visitNumber}>{row.nomorAntrean}</span>
          <span className={style.visitName}>{row.nama}</span>
        </button>
      </td>
      <td className={style.poli}>{unitName(row.poli.nama)}</td>
      {LINE_TASKS.map((task) => (
        <td key={task} className={style.taskCell}>
          <TaskDot row={row} task={task} bar={bars.find((bar) => bar.from === task)} />
        </td>
      ))}
      <td>
        <StatePill row={row} />
      </td>
      <td>
        <Deadline row={row} />
      </td>
    </tr>
  );
}

function PhoneRow(props: { row: TaskRow; onOpen: (visitId: string) => void }) {
  const { row } = props;
  const bars = barsOf(row);
  return (
    <button type="button" className={style.phoneRow} onClick={() => props.onOpen(row.visitId)}>
      <span className={style.phoneTop}>
        <strong>{row.nomorAntrean}</strong>
        <span className={style.visitName} style={{ flex: 1 }}>
          {row.nama}
        </span>
        <StatePill row={row} />
      </span>
      <span className={style.phoneDots}>
        {LINE_TASKS.map((task) => (
          <span key={task} className={style.phoneCell}>
            <TaskDot row={row} task={task} bar={bars.find((bar) => bar.from === task)} />
          </span>
        ))}
      </span>
    </button>
  );
}

function TaskDot(props: { row: TaskRow; task: (typeof LINE_TASKS)[number]; bar: Bar | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { row, task, bar } = props;
  const cell = cellOf(row, task);
  const dot = dotOf(row, cell);
  const what =
    dot === 'none'
      ? t('words.taskStatus.tidak-perlu')
      : `${t(`integration.tasks.legend.${dot}`)}${cell ? ` · ${t(`words.taskStatus.${cell.status}`)}` : ''}`;
  const label = [
    `${task} ${t(`words.task.${task}`)}`,
    what,
    cell?.effectiveAt ? format.seconds(cell.effectiveAt) : null,
    cell?.bpjsAt ? `BPJS ${format.seconds(cell.bpjsAt)}` : null,
    cell?.reason ?? null,
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <>
      {bar ? (
        <span
          className={`${style.line} ${style[`line_${bar.tone}`]}`}
          style={{ width: `${(bar.to - bar.from) * 100}%`, ...(bar.minutes < 0 ? { opacity: 0.3 } : {}) }}
          title={t('integration.tasks.bar', { from: bar.from, to: bar.to, minutes: format.minutes(bar.minutes) })}
        />
      ) : null}
      <Tooltip label={label} multiline maw={280}>
        <span className={style.dotWrap}>
          <Dot dot={dot} differs={cell?.status === 'berbeda'} />
          <span className="visually-hidden">{label}</span>
          <span className={style.time} aria-hidden>
            {cell?.effectiveAt ? format.time(cell.effectiveAt) : ' '}
          </span>
        </span>
      </Tooltip>
    </>
  );
}

export function StatePill(props: { row: TaskRow }) {
  const { t } = useTranslation();
  const state = rowState(props.row);
  return <Pill tone={TONE[state]}>{t(`integration.tasks.${STATE_TEXT[state]}`)}</Pill>;
}

function Deadline(props: { row: TaskRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { row } = props;
  if (row.complete && !row.differs) return <span className="muted">–</span>;
  const days = daysUntil(format.today(), row.deadlineDate);
  const text =
    days < 0
      ? t('integration.tasks.deadlinePast')
      : days === 0
        ? t('integration.tasks.deadlineToday')
        : t('integration.tasks.deadlineDays', { days });
  return (
    <span
      style={{ whiteSpace: 'nowrap', fontSize: 13.5, color: days <= 1 ? 'var(--bad)' : 'var(--muted)' }}
      title={format.date(row.deadlineDate)}
    >
      {text}
    </span>
  );
}
