// The queue of one unit: who is served now, huge; what to do with them; who waits and how long. Used by the counter and by every poli.
import { ActionIcon, Button, Kbd, Tooltip } from '@mantine/core';
import { useSessionStorage } from '@mantine/hooks';
import {
  IconCheck,
  IconPlayerSkipForward,
  IconRepeat,
  IconSpeakerphone,
  IconStethoscope,
  IconUsers,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueue, useRecordEvent } from '../../api/hospital.ts';
import { useSignedIn } from '../../api/session.ts';
import type { QueueBoard as Board, RecordEvent, VisitRow } from '../../api/types.ts';
import { useFormat, useTick } from '../../format/use-format.ts';
import { useKey } from '../../frame/keys.tsx';
import { FailureNotice, QueryState } from '../../ui/failure.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import style from './queue.module.css';
import type { useVoice } from './use-voice.ts';
import { waitTone } from './waiting.ts';

const NEXT_SHOWN = 5;

export interface QueueBoardProps {
  readonly unit: string;
  readonly place: string;
  readonly date: string;
  readonly voice: ReturnType<typeof useVoice>;
  readonly below?: ReactNode;
}

type Finish = RecordEvent['data'] | null;

export function QueueBoard(props: QueueBoardProps) {
  const board = useQueue(props.date, props.unit);
  useTick();
  return <QueryState query={board}>{(data) => <BoardView {...props} board={data} />}</QueryState>;
}

function BoardView(props: QueueBoardProps & { board: Board }) {
  const { t } = useTranslation();
  const { board, unit, place, voice } = props;
  const counter = unit === 'admisi';
  const record = useRecordEvent();
  const [chosen, setChosen] = useState<string | null>(null);
  const [spoken, setSpoken] = useState('');
  const open = [board.nowServing, ...board.called]
    .filter((row) => row !== null)
    .filter((row, index, all) => all.findIndex((other) => other.id === row.id) === index);
  const current = open.find((row) => row.id === chosen) ?? open[0] ?? null;
  // At the counter, a booking that has not checked in yet is not called; it has its own list.
  const waiting = board.waiting.filter((row) => !counter || row.stage !== 'terdaftar');
  const next = waiting[0];

  const announce = (row: VisitRow) => {
    voice.say(row.nomorAntrean, place);
    setSpoken(`${t('queue.calledLive', { number: row.nomorAntrean })}${spoken.endsWith(' ') ? '' : ' '}`);
  };
  const call = (row: VisitRow | undefined) => {
    if (!row || record.isPending) return;
    record.mutate(
      { visitId: row.id, event: { type: counter ? 'admission.called' : 'poli.called' } },
      { onSuccess: () => setChosen(row.id) },
    );
    announce(row);
  };
  const finish = (row: VisitRow, data: Finish) => {
    record.mutate(
      { visitId: row.id, event: { type: counter ? 'admission.done' : 'poli.done', ...(data ? { data } : {}) } },
      {
        onSuccess: () => {
          setChosen(null);
          setSpoken('');
        },
      },
    );
  };
  useKey('F8', () => call(next));

  return (
    <div className={style.columns}>
      <div className={style.column}>
        <Card label={t('queue.nowServing')} flush>
          {current ? (
            <NowServing
              row={current}
              counter={counter}
              pending={record.isPending}
              onRepeat={() => announce(current)}
              onSkip={next ? () => call(next) : null}
              onFinish={(data) => finish(current, data)}
            />
          ) : (
            <Empty icon={<IconSpeakerphone size={40} stroke={1.3} aria-hidden />} title={t('queue.nobodyServed')}>
              {t('queue.nobodyNext')}
            </Empty>
          )}
          <div className={style.buttons}>
            <Button
              className={style.callNext ?? ''}
              size="lg"
              variant={current ? 'default' : 'filled'}
              disabled={!next}
              loading={record.isPending}
              leftSection={<IconSpeakerphone size={22} aria-hidden />}
              rightSection={
                <Kbd size="xs" className={style.keyHint ?? ''}>
                  F8
                </Kbd>
              }
              onClick={() => call(next)}
            >
              {t('queue.callNext')}
              {next ? <span className={style.nextNumber}>{next.nomorAntrean}</span> : null}
            </Button>
          </div>
          <div className="visually-hidden" aria-live="assertive">
            {spoken}
          </div>
        </Card>
        {record.error ? <FailureNotice error={record.error} /> : null}
        {open.length > 1 ? (
          <Card title={t('queue.stillCalled')} flush>
            {open
              .filter((row) => row.id !== current?.id)
              .map((row) => (
                <QueueRow key={row.id} row={row} standardMinutes={board.standardMinutes}>
                  <Button variant="default" size="compact-sm" onClick={() => setChosen(row.id)}>
                    {t('queue.back')}
                  </Button>
                </QueueRow>
              ))}
          </Card>
        ) : null}
        {props.below}
      </div>
      <Card
        title={`${t('queue.waiting')} (${waiting.length})`}
        aside={
          <span className="muted" style={{ fontSize: 13 }}>
            {t('queue.done', { count: board.done })} · {t('queue.standard', { minutes: board.standardMinutes })}
          </span>
        }
        flush
      >
        {waiting.length === 0 ? (
          <Empty icon={<IconUsers size={34} stroke={1.3} aria-hidden />} title={t('queue.emptyWaiting')}>
            {t('queue.emptyWaitingNext')}
          </Empty>
        ) : null}
        {waiting.map((row, index) => (
          <QueueRow key={row.id} row={row} next={index < NEXT_SHOWN} standardMinutes={board.standardMinutes}>
            <Tooltip label={t('queue.call')}>
              <ActionIcon
                variant="subtle"
                size="lg"
                aria-label={`${t('queue.call')} ${row.nomorAntrean}`}
                disabled={record.isPending}
                onClick={() => call(row)}
              >
                <IconSpeakerphone size={19} aria-hidden />
              </ActionIcon>
            </Tooltip>
          </QueueRow>
        ))}
      </Card>
    </div>
  );
}

interface NowServingProps {
  readonly row: VisitRow;
  readonly counter: boolean;
  readonly pending: boolean;
  readonly onRepeat: () => void;
  readonly onSkip: (() => void) | null;
  readonly onFinish: (data: Finish) => void;
}

function NowServing(props: NowServingProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const clinic = useSignedIn().facility.kind === 'fktp';
  // "Being served" is not a moment BPJS asks for: it lives in this browser only and is never reported.
  const [serving, setServing] = useSessionStorage<string | null>({ key: 'titian.serving', defaultValue: null });
  const { row, counter } = props;
  const isServed = serving === row.id;
  const serve = () => {
    setServing(row.id);
    if (clinic && !counter) void navigate({ to: '/poli/$visitId', params: { visitId: row.id } });
  };
  return (
    <>
      <div className={style.now}>
        <div className={style.nowState}>{isServed ? t('queue.served') : t('queue.called')}</div>
        <div className={style.nowNumber}>{row.nomorAntrean}</div>
        <button
          type="button"
          className={`${style.rowNameButton} ${style.nowName}`}
          onClick={() => void navigate({ to: '.', search: (previous) => ({ ...previous, kunjungan: row.id }) })}
        >
          {row.nama}
        </button>
        <div className="muted">
          {row.norm} · {row.jenisPasien} · {row.pasienBaru ? t('queue.fresh') : t('queue.old')}
          {row.dokter ? ` · ${row.dokter}` : ''}
        </div>
      </div>
      <div className={style.buttons}>
        <Button variant="default" leftSection={<IconRepeat size={18} aria-hidden />} onClick={props.onRepeat}>
          {t('queue.again')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPlayerSkipForward size={18} aria-hidden />}
          disabled={!props.onSkip || props.pending}
          onClick={() => props.onSkip?.()}
        >
          {t('queue.skip')}
        </Button>
        {isServed && !clinic ? null : (
          <Button variant="light" leftSection={<IconStethoscope size={18} aria-hidden />} onClick={serve}>
            {clinic && !counter ? t('queue.entry') : t('queue.serve')}
          </Button>
        )}
        {counter ? (
          <Button
            leftSection={<IconCheck size={18} aria-hidden />}
            loading={props.pending}
            onClick={() => props.onFinish(null)}
          >
            {t('queue.finish')}
          </Button>
        ) : null}
      </div>
      {counter ? null : (
        <div className={style.finish} role="group" aria-label={t('queue.finishWith')}>
          <span className={`muted ${style.finishTitle}`}>{t('queue.finishWith')}</span>
          <Button
            leftSection={<IconCheck size={18} aria-hidden />}
            disabled={props.pending}
            onClick={() => props.onFinish({ resep: 'tidak-ada' })}
          >
            {t('queue.finishNone')}
          </Button>
          <Button
            leftSection={<IconCheck size={18} aria-hidden />}
            disabled={props.pending}
            onClick={() => props.onFinish({ resep: 'non-racikan' })}
          >
            {t('queue.finishPlain')}
          </Button>
          <Button
            leftSection={<IconCheck size={18} aria-hidden />}
            disabled={props.pending}
            onClick={() => props.onFinish({ resep: 'racikan' })}
          >
            {t('queue.finishMixed')}
          </Button>
        </div>
      )}
    </>
  );
}

function QueueRow(props: { row: VisitRow; next?: boolean; standardMinutes: number; children?: ReactNode }) {
  const format = useFormat();
  const navigate = useNavigate();
  const { row } = props;
  const minutes = format.since(row.waitingSince);
  return (
    <div className={`${style.row} ${props.next ? style.rowNext : ''}`}>
      <span className={style.rowNumber}>{row.nomorAntrean}</span>
      <button
        type="button"
        className={`${style.rowName} ${style.rowNameButton}`}
        onClick={() => void navigate({ to: '.', search: (previous) => ({ ...previous, kunjungan: row.id }) })}
      >
        {row.nama}
      </button>
      <span className={`${style.wait} ${style[waitTone(minutes, props.standardMinutes)]}`}>
        {format.minutes(minutes)}
      </span>
      {props.children}
    </div>
  );
}
