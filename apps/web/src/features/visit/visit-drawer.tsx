// Everything about one visit, opened from anywhere by `?kunjungan=`: who, where, what BPJS knows, prints, cancellation.
import { Button, Drawer } from '@mantine/core';
import { IconPrinter, IconReceipt, IconRoute, IconStethoscope, IconUserOff, IconX } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCancelVisit, useIssueSep, useVisit } from '../../api/hospital.ts';
import { useMay, useSignedIn } from '../../api/session.ts';
import type { Visit } from '../../api/types.ts';
import { unitName } from '../../format/names.ts';
import { useFormat } from '../../format/use-format.ts';
import { ButtonLink } from '../../ui/button-link.tsx';
import { DeliveryPill } from '../../ui/delivery.tsx';
import { FailureNotice, QueryState } from '../../ui/failure.tsx';
import { Facts } from '../../ui/page.tsx';
import { Pill } from '../../ui/notice.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { ContinuityPanel } from '../continuity/visit-panel.tsx';
import { ChooseDoctor } from './choose-doctor.tsx';
import { DeliveryList } from './deliveries.tsx';
import { usePrint } from './use-print.ts';
import style from './visit.module.css';

const ENDED: readonly Visit['stage'][] = ['selesai', 'batal', 'tidak-hadir'];
// BPJS fact: cancellation after task 4 is treated as forbidden [D], docs/facts/task-id.md §5.
const BEFORE_SERVICE: readonly Visit['stage'][] = ['terdaftar', 'menunggu-admisi', 'dipanggil-admisi', 'menunggu-poli'];

export function VisitDrawer() {
  const { t } = useTranslation();
  const { kunjungan } = useSearch({ strict: false });
  const navigate = useNavigate();
  const visit = useVisit(kunjungan ?? null);
  const close = () => void navigate({ to: '.', search: (previous) => ({ ...previous, kunjungan: undefined }) });
  return (
    <Drawer
      opened={kunjungan !== undefined}
      onClose={close}
      position="right"
      size={460}
      title={t('desk.visit.title')}
      closeButtonProps={{ 'aria-label': t('frame.state.close') }}
    >
      {kunjungan === undefined ? null : <QueryState query={visit}>{(data) => <VisitDetail visit={data} />}</QueryState>}
    </Drawer>
  );
}

function VisitDetail(props: { visit: Visit }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { visit } = props;
  return (
    <div className={style.stack}>
      <div className={style.head}>
        <span className={style.number}>{visit.nomorAntrean}</span>
        <div>
          <div className={style.name}>{visit.patient.nama}</div>
          <Pill tone={ENDED.includes(visit.stage) ? 'quiet' : 'brand'}>{t(`words.stage.${visit.stage}`)}</Pill>
        </div>
      </div>
      <ContinuityPanel visit={visit} />
      <ChooseDoctor visit={visit} />
      <VisitActions visit={visit} />
      <Facts
        items={[
          [t('desk.person.norm'), visit.patient.norm],
          [t('desk.done.booking'), <span className="mono">{visit.kodeBooking}</span>],
          [t('desk.form.poli'), unitName(visit.poli.nama)],
          visit.dokter
            ? [t('desk.visit.dokter'), `${visit.dokter.nama}${visit.jamPraktek ? ` · ${visit.jamPraktek}` : ''}`]
            : null,
          [
            t('desk.visit.payer'),
            `${visit.jenisPasien} · ${visit.pasienBaru ? t('desk.form.fresh') : t('desk.form.existing')}`,
          ],
          visit.patient.nomorKartu
            ? [t('desk.person.card'), <span className="num">{visit.patient.nomorKartu}</span>]
            : null,
          visit.patient.tanggalLahir ? [t('desk.person.birth'), format.date(visit.patient.tanggalLahir)] : null,
          [t('desk.visit.registeredAt'), `${format.moment(visit.registeredAt)} · ${t(`words.sumber.${visit.sumber}`)}`],
          visit.estimasiDilayani ? [t('desk.visit.estimate'), format.time(visit.estimasiDilayani)] : null,
          visit.sep
            ? [
                t('desk.done.sep'),
                visit.sep.nomorSep ?? <DeliveryPill state={visit.sep.state} title={visit.sep.reason ?? undefined} />,
              ]
            : null,
          visit.pcare?.noUrut ? [t('desk.visit.noUrut'), visit.pcare.noUrut] : null,
          visit.pcare?.noKunjungan ? [t('desk.visit.noKunjungan'), visit.pcare.noKunjungan] : null,
          visit.eligibility
            ? [
                t('desk.visit.eligibility'),
                `${visit.eligibility.statusText} (${format.moment(visit.eligibility.asOf)})`,
              ]
            : null,
        ]}
      />
      <section>
        <h3 className={style.section}>{t('desk.visit.deliveries')}</h3>
        <DeliveryList visit={visit} />
      </section>
      <section>
        <h3 className={style.section}>{t('desk.visit.events')}</h3>
        <ul className={style.list}>
          {visit.events.map((event) => (
            <li key={`${event.type} ${event.occurredAt}`} className={style.item}>
              <span>
                {t(`words.event.${event.type}`)} <span className="muted">{t('desk.visit.by', { name: event.by })}</span>
              </span>
              <span className="num">{format.seconds(event.occurredAt)}</span>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function VisitActions(props: { visit: Visit }) {
  const { t } = useTranslation();
  const { visit } = props;
  const session = useSignedIn();
  const cancel = useCancelVisit();
  const issueSep = useIssueSep();
  const print = usePrint();
  const [asking, setAsking] = useState<'cancel' | 'no-show' | null>(null);
  const desk = useMay('visit-register');
  const mayCancel = useMay('visit-cancel');
  const mayServe = useMay('service-entry-write');
  const sepMissing = visit.sep !== null && visit.sep.nomorSep === null && !ENDED.includes(visit.stage);
  return (
    <>
      <div className={style.actions}>
        <Button
          variant="light"
          leftSection={<IconPrinter size={17} aria-hidden />}
          loading={print.isPending}
          onClick={() => print.mutate({ visitId: visit.id, name: 'ticket' })}
        >
          {t('desk.done.print')}
        </Button>
        {visit.sep ? (
          <Button
            variant="light"
            leftSection={<IconReceipt size={17} aria-hidden />}
            disabled={print.isPending}
            onClick={() => print.mutate({ visitId: visit.id, name: 'sep' })}
          >
            {t('desk.done.printSep')}
          </Button>
        ) : null}
        {session.facility.kind === 'fktp' && mayServe ? (
          <ButtonLink
            to="/poli/$visitId"
            params={{ visitId: visit.id }}
            variant="default"
            leftSection={<IconStethoscope size={17} aria-hidden />}
          >
            {t('desk.visit.entry')}
          </ButtonLink>
        ) : null}
        {session.facility.kind === 'fkrtl' ? (
          <ButtonLink
            to="/task-id"
            search={{ tanggal: visit.serviceDate, rinci: visit.id }}
            variant="default"
            leftSection={<IconRoute size={17} aria-hidden />}
          >
            {t('desk.visit.timeline')}
          </ButtonLink>
        ) : null}
        {desk && sepMissing ? (
          <Button variant="default" loading={issueSep.isPending} onClick={() => issueSep.mutate({ visitId: visit.id })}>
            {t('desk.done.issueSep')}
          </Button>
        ) : null}
        {mayCancel && BEFORE_SERVICE.includes(visit.stage) ? (
          <>
            <Button
              variant="default"
              leftSection={<IconUserOff size={17} aria-hidden />}
              onClick={() => setAsking('no-show')}
            >
              {t('desk.visit.noShow')}
            </Button>
            <Button variant="default" leftSection={<IconX size={17} aria-hidden />} onClick={() => setAsking('cancel')}>
              {t('desk.visit.cancel')}
            </Button>
          </>
        ) : null}
      </div>
      {print.error ? <FailureNotice error={print.error} /> : null}
      {issueSep.error ? <FailureNotice error={issueSep.error} /> : null}
      {asking ? (
        <ReasonDialog
          title={t(asking === 'cancel' ? 'desk.visit.cancelTitle' : 'desk.visit.noShowTitle', {
            number: visit.nomorAntrean,
          })}
          explain={t('desk.visit.cancelExplain')}
          confirm={t(asking === 'cancel' ? 'desk.visit.cancel' : 'desk.visit.noShow')}
          danger
          pending={cancel.isPending}
          error={cancel.error}
          onClose={() => {
            setAsking(null);
            cancel.reset();
          }}
          onConfirm={(alasan, key) =>
            cancel.mutate(
              { visitId: visit.id, cancel: { alasan, ...(asking === 'no-show' ? { noShow: true } : {}) }, key },
              { onSuccess: () => setAsking(null) },
            )
          }
        />
      ) : null}
    </>
  );
}
