// SEPs of an outage that did not come on their day: ask BPJS for the past date, then issue again. Shown only when there are any.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLateSeps, useRequestBackdate } from '../../api/continuity.ts';
import { useIssueSep } from '../../api/hospital.ts';
import { useMay } from '../../api/session.ts';
import { useFormat } from '../../format/use-format.ts';
import { DeliveryPill } from '../../ui/delivery.tsx';
import { FailureNotice } from '../../ui/failure.tsx';
import { Card } from '../../ui/page.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import style from './continuity.module.css';

export function LateSeps(props: { outageId: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const late = useLateSeps(props.outageId);
  const request = useRequestBackdate();
  const issue = useIssueSep();
  const mayAct = useMay('visit-register');
  const [asking, setAsking] = useState<string | null>(null);
  const items = late.data?.items ?? [];
  if (items.length === 0) return late.error ? <FailureNotice error={late.error} /> : null;
  return (
    <Card title={t('continuity.late.title')} flush>
      <div className={style.lead}>{t('continuity.late.lead')}</div>
      <div className={style.scroll}>
        <table className={style.table}>
          <thead>
            <tr>
              <th>{t('continuity.table.patient')}</th>
              <th>{t('desk.person.card')}</th>
              <th>{t('continuity.late.date')}</th>
              <th>{t('continuity.late.request')}</th>
              <th>{t('continuity.table.next')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map(({ visit, nomorKartu, tglSep, request: asked }) => {
              const isReceived = asked?.state === 'diterima' || asked?.state === 'sudah-ada';
              return (
                <tr key={visit.id}>
                  <td>
                    <strong>{visit.nama}</strong>
                    <div className={style.small}>{visit.attention ?? visit.poli.nama}</div>
                  </td>
                  <td className="num">{nomorKartu ?? '–'}</td>
                  <td>{format.date(tglSep)}</td>
                  <td>
                    {asked === null ? (
                      <span className="muted">{t('continuity.late.notAsked')}</span>
                    ) : (
                      <>
                        <DeliveryPill state={asked.state} />
                        <div className={style.small}>{asked.answer ?? asked.requestedBy}</div>
                      </>
                    )}
                  </td>
                  <td>
                    {!mayAct ? (
                      '–'
                    ) : asked === null ? (
                      <Button size="compact-sm" onClick={() => setAsking(visit.id)}>
                        {t('continuity.late.ask')}
                      </Button>
                    ) : isReceived ? (
                      <Button
                        size="compact-sm"
                        variant="default"
                        loading={issue.isPending && issue.variables.visitId === visit.id}
                        onClick={() => issue.mutate({ visitId: visit.id })}
                      >
                        {t('desk.done.issueSep')}
                      </Button>
                    ) : (
                      '–'
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {issue.error ? <FailureNotice error={issue.error} /> : null}
      {asking === null ? null : (
        <ReasonDialog
          title={t('continuity.late.ask')}
          explain={t('continuity.late.explain')}
          confirm={t('continuity.late.send')}
          pending={request.isPending}
          error={request.error}
          onClose={() => setAsking(null)}
          onConfirm={(keterangan, key) =>
            request.mutate({ visitId: asking, keterangan, key }, { onSuccess: () => setAsking(null) })
          }
        />
      )}
    </Card>
  );
}
