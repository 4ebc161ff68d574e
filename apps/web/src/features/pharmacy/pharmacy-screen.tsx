// The prescription queue in two columns, compounded and not, with cards that age against their standard. Mulai, then Siap.
import { Button, Menu, ActionIcon } from '@mantine/core';
import { IconCheck, IconDots, IconPill, IconPlayerPlay, IconPrinter } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { usePharmacy, useRecordEvent } from '../../api/hospital.ts';
import { useMay } from '../../api/session.ts';
import type { PharmacyCard, VisitEventType } from '../../api/types.ts';
import { unitName } from '../../format/names.ts';
import { useFormat, useTick } from '../../format/use-format.ts';
import { FailureNotice, QueryState } from '../../ui/failure.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Card, Page } from '../../ui/page.tsx';
import style from '../queue/queue.module.css';
import { waitShare, waitTone } from '../queue/waiting.ts';

export function PharmacyScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const date = format.today();
  const board = usePharmacy(date);
  const record = useRecordEvent();
  useTick();
  const send = (visitId: string, type: VisitEventType) => record.mutate({ visitId, event: { type } });
  const busy = record.isPending ? record.variables.visitId : null;
  return (
    <Page
      title={t('queue.pharmacy.title')}
      sub={`${format.date(date)}${board.data ? ` · ${t('queue.pharmacy.doneToday', { count: board.data.doneToday })}` : ''}`}
    >
      {record.error ? <FailureNotice error={record.error} /> : null}
      <QueryState query={board}>
        {(data) => (
          <div className={style.pharmacy}>
            <Column title={t('queue.pharmacy.racikan')} cards={data.racikan} busy={busy} onEvent={send} />
            <Column title={t('queue.pharmacy.nonRacikan')} cards={data.nonRacikan} busy={busy} onEvent={send} />
          </div>
        )}
      </QueryState>
    </Page>
  );
}

type OnEvent = (visitId: string, type: VisitEventType) => void;

function Column(props: { title: string; cards: readonly PharmacyCard[]; busy: string | null; onEvent: OnEvent }) {
  const { t } = useTranslation();
  const standard = props.cards[0]?.standardMinutes;
  return (
    <Card
      title={`${props.title} (${props.cards.length})`}
      aside={
        standard === undefined ? null : (
          <span className="muted" style={{ fontSize: 13 }}>
            {t('queue.pharmacy.standard', { minutes: standard })}
          </span>
        )
      }
      flush
    >
      {props.cards.length === 0 ? (
        <Empty icon={<IconPill size={34} stroke={1.3} aria-hidden />} title={t('queue.pharmacy.empty')}>
          {t('queue.pharmacy.emptyNext')}
        </Empty>
      ) : (
        <div className={style.cards}>
          {props.cards.map((card) => (
            <Prescription key={card.id} card={card} busy={props.busy === card.id} onEvent={props.onEvent} />
          ))}
        </div>
      )}
    </Card>
  );
}

function Prescription(props: { card: PharmacyCard; busy: boolean; onEvent: OnEvent }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { card } = props;
  const minutes = format.since(card.since);
  const preparing = card.state === 'disiapkan';
  const mayServe = useMay('pharmacy-serve');
  return (
    <article
      className={`${style.card} ${style[waitTone(minutes, card.standardMinutes)]}`}
      aria-label={`${card.nomorAntrean} ${card.nama}`}
    >
      <span className={style.cardNumber}>{card.nomorAntrean}</span>
      <div className={style.cardInner} style={{ minWidth: 0 }}>
        <button
          type="button"
          className={`${style.rowNameButton} ${style.rowName}`}
          style={{ fontWeight: 620, maxWidth: '100%' }}
          onClick={() => void navigate({ to: '.', search: (previous) => ({ ...previous, kunjungan: card.id }) })}
        >
          {card.nama}
        </button>
        <div className="muted" style={{ fontSize: 13.5 }}>
          {unitName(card.poli.nama)} · {preparing ? t('queue.pharmacy.preparing') : t('queue.pharmacy.waiting')}{' '}
          {format.minutes(minutes)}
        </div>
      </div>
      <div className={style.cardAction} style={{ display: mayServe ? 'flex' : 'none', gap: 4, alignItems: 'center' }}>
        {preparing ? (
          <Button
            leftSection={<IconCheck size={18} aria-hidden />}
            loading={props.busy}
            onClick={() => props.onEvent(card.id, 'pharmacy.done')}
          >
            {t('queue.pharmacy.ready')}
          </Button>
        ) : (
          <Button
            variant="light"
            leftSection={<IconPlayerPlay size={18} aria-hidden />}
            loading={props.busy}
            onClick={() => props.onEvent(card.id, 'pharmacy.started')}
          >
            {t('queue.pharmacy.start')}
          </Button>
        )}
        {preparing ? null : (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={t('frame.nav.more')}>
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item
                leftSection={<IconPrinter size={16} aria-hidden />}
                onClick={() => props.onEvent(card.id, 'prescription.printed')}
              >
                {t('queue.pharmacy.printed')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <span className={style.cardBar} aria-hidden>
        <span className={style.cardFill} style={{ width: `${waitShare(minutes, card.standardMinutes) * 100}%` }} />
      </span>
    </article>
  );
}
