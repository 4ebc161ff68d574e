// The people of an outage, one worklist at a time; the next action of a row is its only button.
import { Button, Modal, Select, Textarea } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCases, useResolve } from '../../api/continuity.ts';
import { useMay } from '../../api/session.ts';
import type { CaseList, ContinuityCase, Resolution } from '../../api/types.ts';
import { unitName } from '../../format/names.ts';
import { useFormat } from '../../format/use-format.ts';
import { newKey } from '../../platform/clock.ts';
import { Chips } from '../../ui/chips.tsx';
import { FailureNotice, QueryState } from '../../ui/failure.tsx';
import { Empty, Pill } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { saveText } from '../../ui/save-text.ts';
import { caseCsv } from './csv.ts';
import { LISTS } from './lists.ts';
import { DECISION_LOOK, groundText } from './verdict.tsx';
import style from './continuity.module.css';

const GOOD: readonly ContinuityCase['verification'][] = ['aktif', 'berubah'];
const RESOLUTIONS: readonly Resolution[] = [
  'pasien-dihubungi',
  'jadi-umum',
  'kembali-jkn',
  'tetap-umum',
  'kepesertaan-diurus',
  'diselesaikan-lain',
];

export function CaseTable(props: { outageId: string; list: CaseList; onList: (list: CaseList) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const cases = useCases(props.outageId, props.list, true);
  const [deciding, setDeciding] = useState<ContinuityCase | null>(null);
  const items = cases.data?.items ?? [];
  return (
    <>
      <div className={style.bar}>
        <Chips
          label={t('continuity.lists.label')}
          value={props.list}
          choices={LISTS.map((value) => ({ value, label: t(`continuity.lists.${value}`) }))}
          onChange={props.onList}
        />
        <Button
          variant="default"
          leftSection={<IconDownload size={17} aria-hidden />}
          disabled={items.length === 0}
          onClick={() => saveText(`kesinambungan-${props.list}.csv`, caseCsv(items, format.zone, t))}
        >
          {t('continuity.table.download')}
        </Button>
      </div>
      <Card label={t('continuity.lists.label')} flush>
        <QueryState query={cases} rows={6}>
          {() =>
            items.length === 0 ? (
              <Empty title={t('continuity.table.empty')} />
            ) : (
              <div className={style.scroll}>
                <table className={style.table}>
                  <thead>
                    <tr>
                      <th>{t('continuity.table.number')}</th>
                      <th>{t('continuity.table.patient')}</th>
                      <th>{t('continuity.table.decision')}</th>
                      <th>{t('continuity.table.choice')}</th>
                      <th>{t('continuity.table.verification')}</th>
                      <th>{t('continuity.table.next')}</th>
                    </tr>
                  </thead>
                  <tbody>
                    {items.map((row) => (
                      <CaseRow key={row.visit.id} row={row} onDecide={() => setDeciding(row)} />
                    ))}
                  </tbody>
                </table>
              </div>
            )
          }
        </QueryState>
      </Card>
      {deciding ? <ResolveDialog row={deciding} onClose={() => setDeciding(null)} /> : null}
    </>
  );
}

function CaseRow(props: { row: ContinuityCase; onDecide: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { row } = props;
  const look = DECISION_LOOK[row.decision];
  const Icon = look.icon;
  const isGood = GOOD.includes(row.verification);
  const mayDecide = useMay('continuity-decide');
  const wantsPerson =
    mayDecide &&
    row.resolution === null &&
    row.verification !== 'belum' &&
    (row.choice === 'bayar-sendiri' ? isGood : !isGood);
  return (
    <tr>
      <td className="num">{row.visit.nomorAntrean}</td>
      <td>
        <button
          type="button"
          className={style.name}
          onClick={() => void navigate({ to: '.', search: (previous) => ({ ...previous, kunjungan: row.visit.id }) })}
        >
          {row.visit.nama}
        </button>
        <div className={style.small}>{[unitName(row.visit.poli.nama), row.noHp].filter(Boolean).join(' · ')}</div>
      </td>
      <td>
        <Pill tone={look.tone} icon={<Icon size={14} aria-hidden />} title={groundText(t, row)}>
          {t(`continuity.decision.${row.decision}`)}
        </Pill>
        <div className={style.small}>{groundText(t, row)}</div>
      </td>
      <td>
        {row.choice === null ? (
          <span className="muted">{t('continuity.notAsked')}</span>
        ) : (
          t(`continuity.choice.${row.choice}`)
        )}
      </td>
      <td>
        <Pill tone={row.verification === 'belum' ? 'quiet' : isGood ? 'ok' : 'bad'}>
          {t(`continuity.verification.${row.verification}`)}
        </Pill>
      </td>
      <td>
        {wantsPerson ? (
          <Button size="compact-sm" onClick={props.onDecide}>
            {t('continuity.table.resolve')}
          </Button>
        ) : row.resolution === null ? (
          '–'
        ) : (
          t(`continuity.resolution.${row.resolution}`)
        )}
      </td>
    </tr>
  );
}

const MIN_REASON = 3;

function ResolveDialog(props: { row: ContinuityCase; onClose: () => void }) {
  const { t } = useTranslation();
  const resolve = useResolve();
  const { row } = props;
  const [key] = useState(newKey);
  const [resolution, setResolution] = useState<Resolution>(
    row.choice === 'bayar-sendiri' ? 'kembali-jkn' : 'pasien-dihubungi',
  );
  const [reason, setReason] = useState('');
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('continuity.resolveTitle', { name: row.visit.nama })}
      closeButtonProps={{ 'aria-label': t('frame.state.close') }}
    >
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault();
          resolve.mutate(
            { visitId: row.visit.id, resolution, reason: reason.trim(), key },
            { onSuccess: props.onClose },
          );
        }}
      >
        <div>{t('continuity.resolveExplain')}</div>
        <Select
          label={t('continuity.resolveWhat')}
          allowDeselect={false}
          value={resolution}
          data={RESOLUTIONS.map((value) => ({ value, label: t(`continuity.resolution.${value}`) }))}
          onChange={(value) => setResolution(RESOLUTIONS.find((one) => one === value) ?? resolution)}
        />
        <Textarea
          label={t('frame.state.reason')}
          value={reason}
          required
          minLength={MIN_REASON}
          autosize
          minRows={2}
          onChange={(event) => setReason(event.currentTarget.value)}
          data-autofocus
        />
        {resolve.error ? <FailureNotice error={resolve.error} /> : null}
        <div className={style.end}>
          <Button variant="default" onClick={props.onClose}>
            {t('frame.state.cancel')}
          </Button>
          <Button type="submit" loading={resolve.isPending}>
            {t('frame.state.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
