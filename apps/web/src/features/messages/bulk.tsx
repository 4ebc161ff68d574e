// Many messages at once: what would happen to which, start with a reason, progress with a stop button, and the result.
import { Button, Progress } from '@mantine/core';
import { IconArrowLeft, IconPlayerStop, IconSend, IconX } from '@tabler/icons-react';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBulk, useBulkList, useBulkPreview, useBulkStart, useBulkStop } from '../../api/bulk.ts';
import type { MessageFilter } from '../../api/integration.ts';
import type { BulkAction } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { newKey } from '../../platform/clock.ts';
import { FailureNotice, QueryState } from '../../ui/failure.tsx';
import { Notice, Pill } from '../../ui/notice.tsx';
import type { Tone } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { MessageStatePill } from './state-pill.tsx';
import type { SetFilter } from './use-filter.ts';
import style from './messages.module.css';

const TONES: Record<BulkAction['state'], Tone> = { draft: 'quiet', running: 'info', stopped: 'warn', done: 'ok' };
const number = (count: number) => count.toLocaleString('id-ID');

/** Instead of a message at the right: choosing what to do with everything that the filters leave. */
export function BulkPane(props: { filter: MessageFilter; set: SetFilter }) {
  const { t } = useTranslation();
  const { massal } = useSearch({ from: '/pesan' });
  const isChosen = massal !== undefined && massal !== 'baru';
  return (
    <Card flush>
      <div className={style.detail}>
        <div className={style.payloadHead}>
          <strong style={{ fontSize: 17 }}>{t('messages.bulk.title')}</strong>
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconArrowLeft size={16} aria-hidden />}
            onClick={() => props.set({ massal: undefined })}
          >
            {t('messages.bulk.back')}
          </Button>
        </div>
        {isChosen ? <Act id={massal} /> : <Choose filter={props.filter} set={props.set} />}
      </div>
    </Card>
  );
}

function Choose(props: { filter: MessageFilter; set: SetFilter }) {
  const { t } = useTranslation();
  const format = useFormat();
  const preview = useBulkPreview();
  const recent = useBulkList();
  const look = (action: BulkAction['action']) =>
    preview.mutate(
      { action, filter: props.filter, key: newKey() },
      { onSuccess: (bulk) => props.set({ massal: bulk.id }) },
    );
  return (
    <>
      <div>{t('messages.bulk.explain')}</div>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
        <Button
          variant="light"
          leftSection={<IconSend size={17} aria-hidden />}
          loading={preview.isPending && preview.variables.action === 'resend'}
          onClick={() => look('resend')}
        >
          {t('messages.bulk.resend')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconX size={17} aria-hidden />}
          loading={preview.isPending && preview.variables.action === 'cancel'}
          onClick={() => look('cancel')}
        >
          {t('messages.bulk.cancel')}
        </Button>
      </div>
      <div className="muted">{t('messages.bulk.look')}</div>
      {preview.error ? <FailureNotice error={preview.error} /> : null}
      {recent.data && recent.data.items.length > 0 ? (
        <section>
          <h3 className={style.section}>{t('messages.bulk.recent')}</h3>
          {recent.data.items.map((bulk) => (
            <button
              key={bulk.id}
              type="button"
              className={style.laneItem}
              style={{ gridTemplateColumns: 'minmax(0, 1fr) auto' }}
              onClick={() => props.set({ massal: bulk.id })}
            >
              <span className={style.itemTitle} style={{ fontWeight: 'inherit' }}>
                {t(`messages.bulk.${bulk.action}`)} · {number(bulk.done)}/{number(bulk.total)} ·{' '}
                {format.moment(bulk.startedAt)} {t('messages.bulk.by', { name: bulk.by })}
              </span>
              <Pill tone={TONES[bulk.state]}>{t(`messages.bulk.states.${bulk.state}`)}</Pill>
            </button>
          ))}
        </section>
      ) : null}
    </>
  );
}

function Act(props: { id: string }) {
  const bulk = useBulk(props.id);
  return <QueryState query={bulk}>{(data) => <Shown bulk={data} />}</QueryState>;
}

function Shown(props: { bulk: BulkAction }) {
  const { t } = useTranslation();
  const { bulk } = props;
  return (
    <>
      <div style={{ display: 'flex', gap: 10, alignItems: 'center', flexWrap: 'wrap' }}>
        <strong>{t(`messages.bulk.${bulk.action}`)}</strong>
        <Pill tone={TONES[bulk.state]}>{t(`messages.bulk.states.${bulk.state}`)}</Pill>
        <span className="muted">
          {t('messages.bulk.by', { name: bulk.by })}
          {bulk.reason ? ` · ${bulk.reason}` : ''}
        </span>
      </div>
      {bulk.state === 'draft' ? <Start bulk={bulk} /> : <Running bulk={bulk} />}
      {bulk.results.length > 0 ? (
        <section>
          <h3 className={style.section}>{t('messages.bulk.results')}</h3>
          <ul className={style.bulkResults}>
            {bulk.results.map(({ result, count }) => (
              <li key={result}>
                <span className="num">{number(count)}</span> <ResultText result={result} />
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <section>
        <h3 className={style.section}>{t('messages.bulk.preview')}</h3>
        <div className={style.scroll}>
          <table className={style.channelTable}>
            <thead>
              <tr>
                <th scope="col">{t('messages.bulk.columns.kind')}</th>
                <th scope="col">{t('messages.bulk.columns.verdict')}</th>
                <th scope="col" className={style.right}>
                  {t('messages.bulk.columns.count')}
                </th>
              </tr>
            </thead>
            <tbody>
              {bulk.groups.map((group) => (
                <tr key={`${group.kind}${group.state}${group.verdict}`}>
                  <td>
                    {group.label}
                    <div className="muted" style={{ fontSize: 13 }}>
                      {t(`words.message.${group.state}`)}
                    </div>
                  </td>
                  <td>{t(`messages.bulk.verdicts.${group.verdict}`)}</td>
                  <td className={`${style.right} num`}>{number(group.count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      {bulk.items.length > 0 ? (
        <section>
          <h3 className={style.section}>{t('messages.bulk.first', { count: bulk.items.length })}</h3>
          {bulk.items.map((item) => (
            <div key={item.messageId} className={style.bulkItem}>
              <span className={style.itemTitle}>{item.label}</span>
              <MessageStatePill state={item.state} />
              <span className={style.itemSub}>
                {item.subject}
                {bulk.state === 'draft' ? '' : ' · '}
                {bulk.state === 'draft' ? null : item.result === null ? (
                  t('messages.bulk.pendingItem')
                ) : (
                  <ResultText result={item.result} />
                )}
              </span>
            </div>
          ))}
        </section>
      ) : null}
    </>
  );
}

function Start(props: { bulk: BulkAction }) {
  const { t } = useTranslation();
  const { bulk } = props;
  const start = useBulkStart(bulk.id);
  const [asking, setAsking] = useState(false);
  if (bulk.total === 0) return <Notice tone="info" title={t('messages.bulk.nothing')} />;
  const count = number(bulk.total);
  return (
    <div>
      <p style={{ marginBottom: 8 }}>{t('messages.bulk.meant', { count })}</p>
      <Button onClick={() => setAsking(true)}>{t('messages.bulk.start')}</Button>
      {asking ? (
        <ReasonDialog
          title={t(`messages.bulk.startTitle_${bulk.action}`, { count })}
          explain={t(`messages.bulk.startExplain_${bulk.action}`)}
          confirm={t('messages.bulk.start')}
          danger={bulk.action === 'cancel'}
          pending={start.isPending}
          error={start.error}
          onClose={() => setAsking(false)}
          onConfirm={(reason, key) => start.mutate({ reason, key }, { onSuccess: () => setAsking(false) })}
        />
      ) : null}
    </div>
  );
}

function Running(props: { bulk: BulkAction }) {
  const { t } = useTranslation();
  const { bulk } = props;
  const stop = useBulkStop(bulk.id);
  const text = t('messages.bulk.progress', { done: number(bulk.done), total: number(bulk.total) });
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      <Progress
        value={bulk.total === 0 ? 100 : (bulk.done / bulk.total) * 100}
        aria-label={text}
        color={bulk.state === 'stopped' ? 'orange' : 'river'}
      />
      <div className="num" aria-live="polite">
        {text}
      </div>
      {bulk.stoppedBy ? <div>{t('messages.bulk.stoppedBy', { name: bulk.stoppedBy })}</div> : null}
      {stop.error ? <FailureNotice error={stop.error} /> : null}
      {bulk.state === 'running' ? (
        <Button
          color="red"
          style={{ justifySelf: 'start' }}
          leftSection={<IconPlayerStop size={17} aria-hidden />}
          loading={stop.isPending}
          onClick={() => stop.mutate({ key: newKey() })}
        >
          {t('messages.bulk.stop')}
        </Button>
      ) : null}
    </div>
  );
}

const VERDICTS = ['sends', 'asks', 'cancels', 'moving', 'settled', 'by-hand', 'over', 'uncertain'] as const;

function ResultText(props: { result: string }) {
  const { t } = useTranslation();
  const known = VERDICTS.find((verdict) => verdict === props.result);
  if (known) return <>{t(`messages.bulk.verdicts.${known}`)}</>;
  if (props.result === 'OUTBOX_LANE_BLOCKED') return <>{t('messages.bulk.blocked')}</>;
  return <>{t('messages.bulk.refused', { code: props.result })}</>;
}
