// What was announced about an outage and how it went, as a record that people add to.
import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { IconMessagePlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAddNote, useAnnounce } from '../../api/continuity.ts';
import { useMay } from '../../api/session.ts';
import type { OutageRecord } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { newKey } from '../../platform/clock.ts';
import { FailureNotice } from '../../ui/failure.tsx';
import { Card } from '../../ui/page.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import style from './continuity.module.css';

export function RecordCard(props: { record: OutageRecord | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [asking, setAsking] = useState<'announcement' | 'note' | null>(null);
  const mayManage = useMay('continuity-manage');
  const note = useAddNote();
  const { record } = props;
  if (record === null) return <Card title={t('continuity.timeline')}>{t('continuity.none')}</Card>;
  const outageId = record.outage.id;
  return (
    <Card
      title={t('continuity.timeline')}
      aside={
        mayManage ? (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconMessagePlus size={16} aria-hidden />}
            onClick={() => setAsking('announcement')}
          >
            {t('continuity.announced.add')}
          </Button>
        ) : undefined
      }
    >
      <ul className={style.list}>
        {linesOf(record).map((line) => (
          <li key={line.key} className={style.line}>
            <span className="num muted">{format.time(line.at)}</span>
            <span>
              {line.announcement ? (
                <Announced one={line.announcement} />
              ) : (
                <>
                  {t(`continuity.log.${line.entry.kind}`)} <span className="muted">· {line.entry.actor}</span>
                  {line.entry.note ? <div className={style.small}>{line.entry.note}</div> : null}
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
      {record.announcements.length === 0 ? (
        <div className={style.small} style={{ marginTop: 10 }}>
          {t('continuity.announced.none')}
        </div>
      ) : null}
      {mayManage ? (
        <div className={style.actions}>
          <Button variant="default" size="compact-sm" onClick={() => setAsking('note')}>
            {t('continuity.note')}
          </Button>
        </div>
      ) : null}
      {asking === 'announcement' ? <AnnouncementDialog outageId={outageId} onClose={() => setAsking(null)} /> : null}
      {asking === 'note' ? (
        <ReasonDialog
          title={t('continuity.note')}
          confirm={t('frame.state.save')}
          pending={note.isPending}
          error={note.error}
          onClose={() => setAsking(null)}
          onConfirm={(text, key) => note.mutate({ outageId, text, key }, { onSuccess: () => setAsking(null) })}
        />
      ) : null}
    </Card>
  );
}

type Announcement = OutageRecord['announcements'][number];
type Entry = OutageRecord['timeline'][number];
type Line = { readonly key: string; readonly at: string } & (
  | { readonly announcement: Announcement }
  | { readonly announcement: null; readonly entry: Entry }
);

/** What was measured and what was said, in the order in which it came. */
function linesOf({ timeline, announcements }: OutageRecord): Line[] {
  const lines: Line[] = [
    ...timeline.map((entry) => ({ key: entry.id, at: entry.at, announcement: null, entry })),
    ...announcements.map((one) => ({ key: one.recordedAt, at: one.recordedAt, announcement: one })),
  ];
  // Not `toSorted`: Chromium 109 does not have it.
  return lines.sort((left, right) => left.at.localeCompare(right.at));
}

function Announced(props: { one: Announcement }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { one } = props;
  const time = (value: string | null) => (value === null ? '…' : format.time(value));
  const hasWindow = one.dari !== null || one.sampai !== null;
  return (
    <>
      <strong>{one.oleh}</strong>: {one.teks}
      <div className={style.small}>
        {hasWindow ? `${t('continuity.announced.window', { from: time(one.dari), until: time(one.sampai) })} · ` : ''}
        {t('continuity.announced.recorded', { name: one.recordedBy, moment: format.moment(one.recordedAt) })}
      </div>
    </>
  );
}

function AnnouncementDialog(props: { outageId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const announce = useAnnounce();
  const [key] = useState(newKey);
  const [oleh, setOleh] = useState('');
  const [teks, setTeks] = useState('');
  const [dari, setDari] = useState('');
  const [sampai, setSampai] = useState('');
  const instant = (clock: string) => (clock === '' ? null : format.wall(format.today(), clock));
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('continuity.announced.add')}
      closeButtonProps={{ 'aria-label': t('frame.state.close') }}
    >
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault();
          announce.mutate(
            {
              outageId: props.outageId,
              announcement: { oleh: oleh.trim(), teks: teks.trim(), dari: instant(dari), sampai: instant(sampai) },
              key,
            },
            { onSuccess: props.onClose },
          );
        }}
      >
        <TextInput
          label={t('continuity.announced.by')}
          description={t('continuity.announced.byHint')}
          value={oleh}
          required
          minLength={2}
          onChange={(event) => setOleh(event.currentTarget.value)}
          data-autofocus
        />
        <Textarea
          label={t('continuity.announced.text')}
          value={teks}
          required
          minLength={3}
          autosize
          minRows={2}
          onChange={(event) => setTeks(event.currentTarget.value)}
        />
        <div className={style.two}>
          <TextInput
            type="time"
            label={t('continuity.announced.from')}
            value={dari}
            onChange={(event) => setDari(event.currentTarget.value)}
          />
          <TextInput
            type="time"
            label={t('continuity.announced.until')}
            value={sampai}
            onChange={(event) => setSampai(event.currentTarget.value)}
          />
        </div>
        {announce.error ? <FailureNotice error={announce.error} /> : null}
        <div className={style.end}>
          <Button variant="default" onClick={props.onClose}>
            {t('frame.state.cancel')}
          </Button>
          <Button type="submit" loading={announce.isPending}>
            {t('frame.state.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
