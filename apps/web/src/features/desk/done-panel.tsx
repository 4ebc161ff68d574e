// What the clerk sees after saving: the number, the prints, and what of this visit travels to BPJS. It updates itself.
import { Button, Kbd } from '@mantine/core';
import { IconPrinter, IconReceipt, IconSpeakerphone, IconUserPlus } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { printUrl, useIssueSep, useRecordEvent } from '../../api/hospital.ts';
import type { Visit } from '../../api/types.ts';
import { unitName } from '../../format/names.ts';
import { useFormat } from '../../format/use-format.ts';
import { DeliveryPill } from '../../ui/delivery.tsx';
import { FailureNotice } from '../../ui/failure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Facts } from '../../ui/page.tsx';
import { usePrint, usePrintOnSave } from '../visit/use-print.ts';
import { ChooseDoctor } from '../visit/choose-doctor.tsx';
import { ContinuityPanel } from '../continuity/visit-panel.tsx';
import { DeliveryList } from '../visit/deliveries.tsx';
import style from './desk.module.css';

/** A new patient still passes the counter: the call and the end are two moments of their own, each pressed when it happens. */
function CounterStep(props: { visit: Visit }) {
  const { t } = useTranslation();
  const record = useRecordEvent();
  const { visit } = props;
  const step =
    visit.stage === 'menunggu-admisi'
      ? 'admission.called'
      : visit.stage === 'dipanggil-admisi'
        ? 'admission.done'
        : null;
  if (step === null) return null;
  return (
    <>
      <Button
        leftSection={<IconSpeakerphone size={18} aria-hidden />}
        loading={record.isPending}
        onClick={() => record.mutate({ visitId: visit.id, event: { type: step } })}
      >
        {t(step === 'admission.called' ? 'desk.done.callToCounter' : 'desk.done.counterDone')}
      </Button>
      {record.error ? <FailureNotice error={record.error} /> : null}
    </>
  );
}

export function DonePanel(props: { visit: Visit; onNext: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const issueSep = useIssueSep();
  const print = usePrint();
  const number = useRef<HTMLDivElement>(null);
  const { visit } = props;
  const sepLater = visit.sep !== null && visit.sep.nomorSep === null;
  const printTicket = print.mutate;
  const [printOnSave] = usePrintOnSave();
  useEffect(() => {
    if (printOnSave) printTicket({ visitId: visit.id, name: 'ticket' });
    // Not on a button: a second press of Enter must not leave the number the clerk has not read yet.
    number.current?.focus();
    // Once for the visit that was just saved; later prints are asked for.
  }, [printTicket, printOnSave, visit.id]);
  return (
    <Card title={t('desk.done.title')}>
      <div className={style.done}>
        <div ref={number} className={style.doneNumber} role="status" tabIndex={-1}>
          <div className="muted">{t('desk.done.number')}</div>
          <div className={style.bigNumber} data-testid="queue-number">
            {visit.nomorAntrean}
          </div>
          <div style={{ fontWeight: 620 }}>{unitName(visit.poli.nama)}</div>
          {visit.estimasiDilayani ? (
            <div className="muted">{t('desk.done.estimate', { time: format.time(visit.estimasiDilayani) })}</div>
          ) : null}
        </div>
        <div style={{ display: 'grid', gap: 16, minWidth: 0 }}>
          <div className={style.personName}>{visit.patient.nama}</div>
          <div className={style.line} style={{ gap: 8 }}>
            <CounterStep visit={visit} />
            <Button
              variant={visit.stage === 'menunggu-admisi' || visit.stage === 'dipanggil-admisi' ? 'default' : 'filled'}
              leftSection={<IconUserPlus size={18} aria-hidden />}
              rightSection={<Kbd size="xs">F4</Kbd>}
              onClick={props.onNext}
            >
              {t('desk.form.again')}
            </Button>
            <Button
              component="a"
              href={printUrl(visit.id, 'ticket')}
              target="_blank"
              rel="noopener"
              variant="light"
              leftSection={<IconPrinter size={18} aria-hidden />}
            >
              {t('desk.done.print')}
            </Button>
            {visit.sep ? (
              <Button
                variant="light"
                leftSection={<IconReceipt size={18} aria-hidden />}
                loading={print.isPending}
                onClick={() => print.mutate({ visitId: visit.id, name: 'sep' })}
              >
                {t('desk.done.printSep')}
              </Button>
            ) : null}
          </div>
          <Facts
            items={[
              [t('desk.person.norm'), visit.patient.norm],
              [t('desk.done.booking'), <span className="mono">{visit.kodeBooking}</span>],
              visit.dokter ? [t('desk.visit.dokter'), `${visit.dokter.nama} · ${visit.jamPraktek ?? ''}`] : null,
              visit.sep
                ? [
                    t('desk.done.sep'),
                    visit.sep.nomorSep ? (
                      <strong className="mono" data-testid="nomor-sep">
                        {visit.sep.nomorSep}
                      </strong>
                    ) : (
                      <DeliveryPill state={visit.sep.state} />
                    ),
                  ]
                : null,
            ]}
          />
          <ContinuityPanel visit={visit} />
          <ChooseDoctor visit={visit} />
          {sepLater ? (
            <Notice
              tone={visit.sep?.state === 'ditolak' ? 'bad' : 'info'}
              title={visit.sep?.reason ?? undefined}
              action={
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={issueSep.isPending}
                  onClick={() => issueSep.mutate({ visitId: visit.id })}
                >
                  {t('desk.done.issueSep')}
                </Button>
              }
            >
              {t('desk.done.sepLater')}
            </Notice>
          ) : null}
          {print.error ? (
            <FailureNotice error={print.error} onRetry={() => print.mutate({ visitId: visit.id, name: 'ticket' })} />
          ) : null}
          {issueSep.error ? <FailureNotice error={issueSep.error} /> : null}
          <div>
            <div className={style.fieldLabel} style={{ marginBottom: 8 }}>
              {t('desk.done.onTheWay')}
            </div>
            <DeliveryList visit={visit} />
          </div>
        </div>
      </div>
    </Card>
  );
}
