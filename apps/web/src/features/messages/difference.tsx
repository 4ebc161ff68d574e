// What BPJS holds otherwise than we sent it: both sides next to each other, asking BPJS again, and taking the difference as it is with a
// reason. Which side is right is decided by people elsewhere; nothing is sent from here.
import { Button } from '@mantine/core';
import { IconArrowsDiff, IconCheck } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAcceptDifference, useCompareMessage } from '../../api/integration.ts';
import { useMay } from '../../api/session.ts';
import type { MessageDetail } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { FailureNotice } from '../../ui/failure.tsx';
import { Notice, NoticeLine } from '../../ui/notice.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import style from './messages.module.css';

type Difference = NonNullable<MessageDetail['difference']>;

const FIELDS = [
  'tanggalperiksa',
  'kodepoli',
  'kodedokter',
  'jampraktek',
  'nomorantrean',
  'waktu',
  'tglPulang',
  'kdDiag1',
  'kdDiag2',
  'kdDiag3',
  'kdDokter',
  'kdStatusPulang',
  'signa1',
  'signa2',
  'jmlObat',
  'biaya',
] as const;

export function DifferencePanel(props: { detail: MessageDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { message, difference } = props.detail;
  const mayManage = useMay('message-manage');
  const compare = useCompareMessage(message.id);
  const accept = useAcceptDifference(message.id);
  const [asking, setAsking] = useState(false);
  const isHeld = message.state === 'delivered' || message.state === 'already';
  if (!isHeld && difference === null) return null;
  const open = difference !== null && difference.accepted === null;
  return (
    <div style={{ display: 'grid', gap: 8 }}>
      {difference === null ? null : (
        <Notice tone={open ? 'warn' : 'info'} title={t('integration.messages.difference.title')}>
          <Sides difference={difference} visible={props.detail.payloadVisible} />
          {open && message.explanation ? (
            <>
              <NoticeLine label={t('integration.messages.step')}>{message.explanation.langkah}</NoticeLine>
              {message.explanation.peran ? (
                <div>{t('integration.messages.whoFixes', { role: t(`words.role.${message.explanation.peran}`) })}</div>
              ) : null}
            </>
          ) : null}
          {difference.accepted === null ? null : (
            <NoticeLine label={t('integration.messages.difference.acceptedBy', { name: difference.accepted.by })}>
              {difference.accepted.reason} · {format.moment(difference.accepted.at)}
            </NoticeLine>
          )}
          <div className="muted" style={{ fontSize: 13 }}>
            {t('integration.messages.difference.since', { moment: format.moment(difference.foundAt) })}
          </div>
        </Notice>
      )}
      {compare.data && (compare.data.result !== 'berbeda' || difference === null) ? (
        <Notice tone={compare.data.result === 'sama' ? 'ok' : 'warn'} live>
          {t(`integration.messages.difference.result.${compare.data.result}`)}
        </Notice>
      ) : null}
      {compare.error ? <FailureNotice error={compare.error} /> : null}
      {mayManage ? (
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
          {isHeld ? (
            <Button
              variant="light"
              leftSection={<IconArrowsDiff size={17} aria-hidden />}
              loading={compare.isPending}
              onClick={() => compare.mutate()}
            >
              {t('integration.messages.difference.compare')}
            </Button>
          ) : null}
          {open ? (
            <Button variant="default" leftSection={<IconCheck size={17} aria-hidden />} onClick={() => setAsking(true)}>
              {t('integration.messages.difference.accept')}
            </Button>
          ) : null}
        </div>
      ) : null}
      {asking ? (
        <ReasonDialog
          title={t('integration.messages.difference.acceptTitle')}
          explain={t('integration.messages.difference.acceptExplain')}
          confirm={t('integration.messages.difference.accept')}
          pending={accept.isPending}
          error={accept.error}
          onClose={() => {
            setAsking(false);
            accept.reset();
          }}
          onConfirm={(reason, key) => accept.mutate({ reason, key }, { onSuccess: () => setAsking(false) })}
        />
      ) : null}
    </div>
  );
}

function Sides(props: { difference: Difference; visible: boolean }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = (field: string, value: string | null) =>
    value === null ? '–' : field === 'waktu' ? format.seconds(value) : value;
  return (
    <div className={style.scroll}>
      <table className={style.channelTable}>
        <thead>
          <tr>
            <th scope="col">{t('integration.messages.difference.field')}</th>
            {props.visible ? (
              <>
                <th scope="col">{t('integration.messages.difference.ours')}</th>
                <th scope="col">{t('integration.messages.difference.theirs')}</th>
              </>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {props.difference.fields.map(({ field, ours, theirs }) => {
            const known = FIELDS.find((name) => name === field);
            return (
              <tr key={field}>
                <td>{known ? t(`integration.messages.difference.fields.${known}`) : field}</td>
                {props.visible ? (
                  <>
                    <td className="num">{shown(field, ours)}</td>
                    <td className="num">{shown(field, theirs)}</td>
                  </>
                ) : null}
              </tr>
            );
          })}
        </tbody>
      </table>
      {props.visible ? null : <p className="muted">{t('integration.messages.hidden')}</p>}
    </div>
  );
}
