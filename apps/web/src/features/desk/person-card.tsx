// The participant: name, the one big word about eligibility, who they are, warnings, and how old what we know is.
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconHelpCircle, IconId } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Eligibility, PesertaMatch, PesertaResult } from '../../api/types.ts';
import { shortAge, unitName } from '../../format/names.ts';
import { useFormat } from '../../format/use-format.ts';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Card, Facts } from '../../ui/page.tsx';
import { VerdictNotice } from '../continuity/verdict.tsx';
import type { Chosen } from './desk-screen.tsx';
import style from './desk.module.css';

const FRESH_MINUTES = 5;

export function PersonCard(props: { chosen: Chosen | null; result: PesertaResult | undefined }) {
  const { t } = useTranslation();
  if (props.chosen?.kind === 'match') return <MatchCard match={props.chosen.match} result={props.result} />;
  return (
    <Card label={t('desk.person.title')}>
      <Empty
        icon={<IconId size={34} stroke={1.4} aria-hidden />}
        title={props.chosen ? t('desk.person.identity') : t('desk.person.none')}
      >
        {props.chosen ? t('desk.search.emptyNext') : t('desk.person.noneNext')}
      </Empty>
    </Card>
  );
}

function MatchCard(props: { match: PesertaMatch; result: PesertaResult | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const { match } = props;
  const eligibility = match.eligibility;
  const open = match.openVisitToday;
  return (
    <Card label={t('desk.person.title')}>
      <div className={style.personName}>{match.nama}</div>
      <div className="muted">
        {[match.jenisKelamin ? t(`words.sex.${match.jenisKelamin}`) : null, shortAge(match.umur)]
          .filter(Boolean)
          .join(' · ')}
      </div>
      <StatusWord eligibility={eligibility} isJudged={match.continuity !== null} />
      {match.continuity ? <VerdictNotice verdict={match.continuity} /> : null}
      {open ? (
        <div style={{ marginBottom: 12 }}>
          <Notice
            tone="info"
            title={t('desk.person.openVisit', { poli: unitName(open.poli) })}
            action={
              <Button
                size="compact-sm"
                variant="default"
                onClick={() =>
                  void navigate({ to: '.', search: (previous) => ({ ...previous, kunjungan: open.visitId }) })
                }
              >
                {t('desk.person.openVisitGo')}
              </Button>
            }
          />
        </div>
      ) : null}
      {eligibility?.warnings.length ? (
        <div style={{ marginBottom: 12 }}>
          <Notice tone="warn" title={t('desk.person.warning')}>
            {eligibility.warnings.map((warning) => (
              <div key={warning}>{warning}</div>
            ))}
          </Notice>
        </div>
      ) : null}
      <Facts
        items={[
          [t('desk.person.norm'), match.norm ?? <span className="muted">{t('desk.person.newNorm')}</span>],
          match.nomorKartu ? [t('desk.person.card'), <span className="num">{match.nomorKartu}</span>] : null,
          match.nik ? [t('desk.person.nik'), <span className="num">{match.nik}</span>] : null,
          match.tanggalLahir ? [t('desk.person.birth'), format.date(match.tanggalLahir)] : null,
          eligibility?.kelas ? [t('desk.person.kelas'), eligibility.kelas] : null,
          eligibility?.jenisPeserta ? [t('desk.person.jenis'), eligibility.jenisPeserta] : null,
          eligibility?.fktp ? [t('desk.person.fktp'), eligibility.fktp.nama] : null,
          eligibility?.prolanis ? [t('desk.person.prolanis'), eligibility.prolanis] : null,
          eligibility?.prb ? [t('desk.person.prb'), eligibility.prb] : null,
        ]}
      />
      <Age match={match} result={props.result} />
    </Card>
  );
}

/** What the policy says stands below and tells the next step; two advices would be one too many. */
function StatusWord(props: { eligibility: Eligibility | null; isJudged: boolean }) {
  const { t } = useTranslation();
  const { eligibility } = props;
  if (eligibility?.status === 'aktif') {
    return (
      <div className={`${style.status} ${style.statusOk}`}>
        <IconCircleCheck size={26} aria-hidden /> <span>{t('words.eligibility.aktif')}</span>
        {eligibility.kelas ? <span className={style.statusSide}>{eligibility.kelas}</span> : null}
      </div>
    );
  }
  if (eligibility?.status === 'tidak-aktif') {
    return (
      <>
        <div className={`${style.status} ${style.statusBad}`}>
          <IconCircleX size={26} aria-hidden /> {t('words.eligibility.tidak-aktif')}
        </div>
        {props.isJudged ? null : (
          <div style={{ marginBottom: 12 }}>
            <Notice tone="bad" title={eligibility.statusText}>
              {t('desk.person.inactiveNext')}
            </Notice>
          </div>
        )}
      </>
    );
  }
  return (
    <>
      <div className={`${style.status} ${style.statusUnknown}`}>
        <IconHelpCircle size={26} aria-hidden /> {t('words.eligibility.tidak-diketahui')}
      </div>
      {props.isJudged ? null : (
        <div style={{ marginBottom: 12 }}>
          <Notice tone="warn">{t('desk.person.unknownNext')}</Notice>
        </div>
      )}
    </>
  );
}

/** Every value that came from BPJS says how old it is, unless it is of this very moment. */
function Age(props: { match: PesertaMatch; result: PesertaResult | undefined }) {
  const { t } = useTranslation();
  const format = useFormat();
  const asOf = props.match.eligibility?.asOf ?? props.result?.asOf ?? null;
  if (asOf === null) return null;
  const fresh = (format.since(asOf) ?? 0) < FRESH_MINUTES;
  const local = props.result?.source === 'lokal';
  return (
    <div className={style.hint} style={{ marginTop: 14, display: 'flex', gap: 6, alignItems: 'center' }}>
      {local ? <IconAlertTriangle size={15} aria-hidden /> : null}
      {local
        ? t('desk.search.local', { moment: format.moment(asOf) })
        : fresh
          ? t('desk.search.fresh')
          : t('desk.search.fromBpjs', { moment: format.moment(asOf) })}
    </div>
  );
}
