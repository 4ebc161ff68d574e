// One visit's Task IDs: both time lines on one scale, each task with its provenance and what can be done about it, and the history.
import { Button, Drawer } from '@mantine/core';
import { IconArrowsDiff, IconExternalLink, IconMail, IconPencil, IconSend } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCompareTasks, useResendTask, useTimeline } from '../../api/integration.ts';
import { useMay } from '../../api/session.ts';
import type { TaskCell, TaskRow, Timeline } from '../../api/types.ts';
import { unitName } from '../../format/names.ts';
import { useFormat } from '../../format/use-format.ts';
import { FailureNotice, QueryState } from '../../ui/failure.tsx';
import { Notice, Pill } from '../../ui/notice.tsx';
import type { Tone } from '../../ui/notice.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { CorrectionDialog } from './correction-dialog.tsx';
import { Dot } from './dot.tsx';
import { dotOf, scaledLines } from './model.ts';
import { StatePill } from './task-table.tsx';
import style from './tasks.module.css';

const STATUS_TONE: Record<TaskCell['status'], Tone> = {
  'tidak-perlu': 'quiet',
  belum: 'quiet',
  tercatat: 'info',
  'menunggu-pendahulu': 'info',
  siap: 'info',
  dikirim: 'info',
  diterima: 'ok',
  'sudah-ada': 'ok',
  berbeda: 'warn',
  ditolak: 'bad',
  'perlu-perbaikan': 'bad',
  kedaluwarsa: 'bad',
  'belum-pasti': 'warn',
};
const RESENDABLE = new Set<TaskCell['status']>([
  'ditolak',
  'perlu-perbaikan',
  'siap',
  'belum-pasti',
  'menunggu-pendahulu',
  'tercatat',
]);

export function TaskDrawer(props: { visitId: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const timeline = useTimeline(props.visitId);
  return (
    <Drawer
      opened={props.visitId !== null}
      onClose={props.onClose}
      position="right"
      size={560}
      title={t('integration.tasks.detail')}
      closeButtonProps={{ 'aria-label': t('frame.state.close') }}
    >
      {props.visitId === null ? null : <QueryState query={timeline}>{(data) => <Detail timeline={data} />}</QueryState>}
    </Drawer>
  );
}

function Detail(props: { timeline: Timeline }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { row, history } = props.timeline;
  const compare = useCompareTasks(row.visitId);
  const resend = useResendTask(row.visitId);
  const [asking, setAsking] = useState<{ what: 'correct' | 'resend'; cell: TaskCell } | null>(null);
  const mayReadMessages = useMay('message-read');
  const maySeeVisit = useMay('visit-read');
  const shown = row.tasks.filter((cell) => cell.expected || cell.effectiveAt !== null || cell.bpjsAt !== null);
  return (
    <div style={{ display: 'grid', gap: 16, paddingBottom: 24 }}>
      <div>
        <div className={style.drawerHead}>
          <strong style={{ fontSize: 24, color: 'var(--brand-text)' }}>{row.nomorAntrean}</strong>
          <strong style={{ fontSize: 17 }}>{row.nama}</strong>
          <StatePill row={row} />
        </div>
        <div className="muted" style={{ fontSize: 14 }}>
          {unitName(row.poli.nama)} · {format.date(row.serviceDate)} · <span className="mono">{row.kodeBooking}</span>
        </div>
      </div>
      <Scale row={row} />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        <Button
          variant="light"
          leftSection={<IconArrowsDiff size={18} aria-hidden />}
          loading={compare.isPending}
          onClick={() => compare.mutate()}
        >
          {t('integration.tasks.compare')}
        </Button>
        {maySeeVisit ? (
          <Button
            variant="default"
            leftSection={<IconExternalLink size={17} aria-hidden />}
            onClick={() => void navigate({ to: '.', search: (previous) => ({ ...previous, kunjungan: row.visitId }) })}
          >
            {t('desk.visit.open')}
          </Button>
        ) : null}
        {mayReadMessages ? (
          <Button
            variant="default"
            leftSection={<IconMail size={17} aria-hidden />}
            onClick={() => void navigate({ to: '/pesan', search: { pasien: row.visitId } })}
          >
            {t('desk.visit.messages')}
          </Button>
        ) : null}
      </div>
      {row.booking === 'berbeda' ? (
        <Notice tone="warn" title={t('integration.tasks.bookingDiffers')}>
          {mayReadMessages ? (
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => void navigate({ to: '/pesan', search: { pasien: row.visitId, keadaan: 'berbeda' } })}
            >
              {t('integration.tasks.bookingOpen')}
            </Button>
          ) : null}
        </Notice>
      ) : null}
      {compare.error ? <FailureNotice error={compare.error} /> : null}
      {compare.data ? (
        <Notice
          tone={compare.data.differences.length === 0 ? 'ok' : 'warn'}
          live
          title={t(
            compare.data.differences.length === 0 ? 'integration.tasks.comparedSame' : 'integration.tasks.compared',
            { age: format.age(compare.data.asOf), count: compare.data.differences.length },
          )}
        >
          {compare.data.differences.map((difference) => (
            <div key={difference.task}>
              Task {difference.task}: {t('integration.tasks.ours')} {format.seconds(difference.oursAt)} ·{' '}
              {t('integration.tasks.bpjs')} {format.seconds(difference.bpjsAt)}
            </div>
          ))}
        </Notice>
      ) : null}
      <div>
        {shown.map((cell) => (
          <TaskDetail key={cell.task} row={row} cell={cell} onAsk={(what) => setAsking({ what, cell })} />
        ))}
      </div>
      <section>
        <h3 style={{ fontSize: 15, fontWeight: 640, marginBottom: 6 }}>{t('integration.tasks.history')}</h3>
        <History history={history} />
      </section>
      {asking?.what === 'correct' ? (
        <CorrectionDialog row={row} cell={asking.cell} onClose={() => setAsking(null)} />
      ) : null}
      {asking?.what === 'resend' ? (
        <ReasonDialog
          title={t('integration.tasks.resendTitle', { task: asking.cell.task })}
          explain={t('integration.tasks.resendExplain')}
          confirm={t('integration.tasks.resend')}
          pending={resend.isPending}
          error={resend.error}
          onClose={() => {
            setAsking(null);
            resend.reset();
          }}
          onConfirm={(reason, key) =>
            resend.mutate({ task: asking.cell.task, reason, key }, { onSuccess: () => setAsking(null) })
          }
        />
      ) : null}
    </div>
  );
}

function TaskDetail(props: { row: TaskRow; cell: TaskCell; onAsk: (what: 'correct' | 'resend') => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { row, cell } = props;
  const provenance = cell.provenance;
  return (
    <div className={style.taskRow}>
      <span className={style.taskNumber}>{cell.task}</span>
      <div>
        <div className={style.taskTitle} style={{ display: 'flex', gap: 7, alignItems: 'center' }}>
          <Dot dot={dotOf(row, cell)} differs={cell.status === 'berbeda'} />
          {t(`words.task.${cell.task}`)}
        </div>
        <div className={style.taskTimes}>
          <span>
            <span className="muted">{t('integration.tasks.ours')}</span>{' '}
            <strong>{format.seconds(cell.effectiveAt)}</strong>
            {cell.correctedAt && cell.observedAt ? (
              <span className="muted">
                {' '}
                ({t('integration.tasks.original', { time: format.seconds(cell.observedAt) })})
              </span>
            ) : null}
          </span>
          <span>
            <span className="muted">{t('integration.tasks.bpjs')}</span>{' '}
            {cell.bpjsAt ? (
              <strong>{format.seconds(cell.bpjsAt)}</strong>
            ) : (
              <span className="muted">{t('integration.tasks.noBpjs')}</span>
            )}
          </span>
        </div>
      </div>
      <Pill tone={STATUS_TONE[cell.status]}>{t(`words.taskStatus.${cell.status}`)}</Pill>
      {provenance ? (
        <div className={`${style.taskNote} muted`}>
          {t('integration.tasks.from', { event: t(`words.event.${provenance.event}`) })},{' '}
          {t('integration.tasks.by', { name: provenance.by })}
          {provenance.sourceRef ? ` · ${t('integration.tasks.source', { ref: provenance.sourceRef })}` : ''}
        </div>
      ) : null}
      {cell.reason ? (
        <div className={style.taskNote}>
          {cell.reason}
          {cell.nextStep ? <span className="muted"> {cell.nextStep}</span> : null}
        </div>
      ) : null}
      <TaskButtons cell={cell} onAsk={props.onAsk} />
    </div>
  );
}

function TaskButtons(props: { cell: TaskCell; onAsk: (what: 'correct' | 'resend') => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { cell } = props;
  const mayCorrect = useMay('task-correct');
  const mayResend = useMay('task-resend');
  const mayReadMessages = useMay('message-read');
  const messageId = mayReadMessages ? cell.messageId : null;
  return (
    <div className={style.taskActions}>
      {cell.task === 99 || !mayCorrect ? null : (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconPencil size={15} aria-hidden />}
          onClick={() => props.onAsk('correct')}
        >
          {t('integration.tasks.correct')}
        </Button>
      )}
      {mayResend && RESENDABLE.has(cell.status) && cell.effectiveAt !== null ? (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconSend size={15} aria-hidden />}
          onClick={() => props.onAsk('resend')}
        >
          {t('integration.tasks.resend')}
        </Button>
      ) : null}
      {messageId ? (
        <Button
          variant="subtle"
          size="compact-sm"
          leftSection={<IconMail size={15} aria-hidden />}
          onClick={() => void navigate({ to: '/pesan', search: { buka: messageId } })}
        >
          {t('integration.tasks.message')}
        </Button>
      ) : null}
    </div>
  );
}

const SCALE_WIDTH = 520;
const SCALE_SIDE = 16;

/** Ours above, BPJS's below, on one scale: a difference is a slanted line. */
function Scale(props: { row: TaskRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const lines = scaledLines(props.row);
  if (!lines) return null;
  const x = (share: number) => SCALE_SIDE + share * (SCALE_WIDTH - 2 * SCALE_SIDE);
  return (
    <svg
      className={style.scale}
      viewBox={`0 0 ${SCALE_WIDTH} 112`}
      role="img"
      aria-label={`${t('integration.tasks.ours')} / ${t('integration.tasks.bpjs')}`}
    >
      <text x={0} y={11} fontSize="12" fill="var(--muted)">
        {t('integration.tasks.ours')}
      </text>
      <text x={0} y={109} fontSize="12" fill="var(--muted)">
        {t('integration.tasks.bpjs')}
      </text>
      <text x={SCALE_WIDTH} y={11} fontSize="12" textAnchor="end" fill="var(--muted)">
        {format.time(lines.from)} – {format.time(lines.to)} {format.zoneName}
      </text>
      <path
        d={`M${SCALE_SIDE} 40H${SCALE_WIDTH - SCALE_SIDE}M${SCALE_SIDE} 80H${SCALE_WIDTH - SCALE_SIDE}`}
        stroke="var(--line-strong)"
        strokeWidth="2"
      />
      {lines.ours.map((point) => {
        const twin = lines.bpjs.find((other) => other.task === point.task);
        return twin ? (
          <path
            key={point.task}
            d={`M${x(point.share)} 40L${x(twin.share)} 80`}
            stroke={Math.abs(twin.share - point.share) > 0.002 ? 'var(--warn)' : 'var(--line-strong)'}
            strokeWidth="1.5"
            strokeDasharray="3 3"
          />
        ) : null;
      })}
      {lines.ours.map((point) => (
        <g key={point.task} textAnchor="middle">
          <circle cx={x(point.share)} cy={40} r="7" fill="var(--brand)" />
          <text x={x(point.share)} y={27} fontSize="12" fontWeight="640" fill="var(--text)">
            {point.task}
          </text>
        </g>
      ))}
      {lines.bpjs.map((point) => (
        <circle
          key={point.task}
          cx={x(point.share)}
          cy={80}
          r="6"
          fill="var(--surface)"
          stroke="var(--brand)"
          strokeWidth="2.4"
        />
      ))}
    </svg>
  );
}

function History(props: { history: Timeline['history'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (props.history.length === 0) return <p className="muted">{t('integration.tasks.noHistory')}</p>;
  return (
    <ol className={style.history}>
      {props.history.map((entry, index) => (
        <li key={`${entry.at} ${index}`}>
          <span className="muted num">{format.seconds(entry.at)}</span>
          <span>
            <strong style={{ fontWeight: 600 }}>
              {t(`integration.tasks.kinds.${entry.kind}`)}
              {entry.task === null ? '' : ` ${entry.task}`}
            </strong>{' '}
            {entry.text}
            {entry.by ? <span className="muted"> · {t('integration.tasks.by', { name: entry.by })}</span> : null}
            {entry.bpjsMessage ? (
              <span className="muted" style={{ display: 'block' }}>
                {t('integration.tasks.messageWords', {
                  text: [entry.bpjsCode, entry.bpjsMessage].filter(Boolean).join(' '),
                })}
              </span>
            ) : null}
          </span>
        </li>
      ))}
    </ol>
  );
}
