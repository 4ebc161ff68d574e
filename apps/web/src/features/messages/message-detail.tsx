// One message: why it stands where it stands, whose turn it is, what to do, its lane, its history, and the exact bytes for those who may
// open them.
import { Button } from '@mantine/core';
import { IconArrowLeft, IconCheck, IconExternalLink, IconSend, IconX } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMessage, useMessageAction } from '../../api/integration.ts';
import { useMay } from '../../api/session.ts';
import type { MessageDetail, MessageRow } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { QueryState } from '../../ui/failure.tsx';
import { Notice, NoticeLine } from '../../ui/notice.tsx';
import { Card, Facts } from '../../ui/page.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { useChannelName } from './channel-name.ts';
import { ChooseMessage } from './message-screen.tsx';
import { DifferencePanel } from './difference.tsx';
import { History } from './history.tsx';
import { PayloadPanel } from './payload.tsx';
import { StandingPanel } from './standing.tsx';
import { MessageStatePill } from './state-pill.tsx';
import style from './messages.module.css';

const CANCELLABLE = new Set<MessageRow['state']>(['queued', 'waiting', 'later', 'refused', 'parked', 'expired']);

export interface MessageDetailPaneProps {
  readonly id: string | null;
  readonly onBack: () => void;
  readonly onOpen: (id: string) => void;
}

export function MessageDetailPane(props: MessageDetailPaneProps) {
  const { t } = useTranslation();
  const message = useMessage(props.id);
  if (props.id === null) return <ChooseMessage />;
  return (
    <Card flush>
      <Button
        className={style.back ?? ''}
        variant="subtle"
        leftSection={<IconArrowLeft size={17} aria-hidden />}
        onClick={props.onBack}
      >
        {t('integration.messages.back')}
      </Button>
      <QueryState query={message}>{(detail) => <Detail detail={detail} onOpen={props.onOpen} />}</QueryState>
    </Card>
  );
}

function Detail(props: { detail: MessageDetail; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { message, lane, standing } = props.detail;
  const explanation = message.explanation;
  const channel = useChannelName()(message.service, message.channel.slice(message.channel.indexOf('.') + 1));
  // The panel of the difference says the same with both sides next to each other.
  const saysDifference =
    props.detail.difference !== null && (message.state === 'delivered' || message.state === 'already');
  const waiting = message.nextAt !== null && ['later', 'waiting', 'unknown', 'queued'].includes(message.state);
  return (
    <div className={style.detail}>
      <div>
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 10, alignItems: 'center' }}>
          <strong style={{ fontSize: 17 }}>{message.label}</strong>
          <MessageStatePill state={message.state} />
        </div>
        <div className="muted" style={{ fontSize: 14 }}>
          {message.subject}
        </div>
      </div>
      {!saysDifference && (explanation || message.lastMessage) ? (
        <Notice
          tone={
            message.state === 'refused' || message.state === 'parked' || message.state === 'expired' ? 'bad' : 'info'
          }
          title={explanation?.apa ?? message.lastMessage}
        >
          {explanation ? (
            <>
              <div>{explanation.arti}</div>
              <NoticeLine label={t('integration.messages.step')}>{explanation.langkah}</NoticeLine>
              {message.lastMessage ? (
                <NoticeLine label={t('frame.state.bpjsSays')}>
                  {[message.lastCode, message.lastMessage].filter(Boolean).join(' ')}
                </NoticeLine>
              ) : null}
            </>
          ) : null}
        </Notice>
      ) : null}
      <DifferencePanel key={message.id} detail={props.detail} />
      <StandingPanel standing={standing} onOpen={props.onOpen} />
      <Actions message={message} seenAttempt={props.detail.attempts.at(-1)?.id} />
      <Facts
        items={[
          [t('integration.messages.channel'), `${channel.service} · ${channel.group}`],
          [t('integration.messages.class'), t(`words.messageClass.${message.class}`)],
          [t('integration.messages.enqueued'), format.moment(message.enqueuedAt)],
          waiting ? [t('integration.messages.nextTry'), format.moment(message.nextAt)] : null,
          message.deadlineAt ? [t('integration.messages.deadline'), format.moment(message.deadlineAt)] : null,
        ]}
      />
      <section>
        <h3 className={style.section}>{t('integration.messages.lane')}</h3>
        <div className="muted" style={{ fontSize: 13, marginBottom: 4 }}>
          {t('integration.messages.laneNote')}
        </div>
        <ol className={style.lane}>
          {lane.map((row) => (
            <li key={row.id}>
              <button
                type="button"
                className={style.laneItem}
                aria-current={row.id === message.id}
                onClick={() => props.onOpen(row.id)}
              >
                <span className={style.laneRail} aria-hidden />
                <span className={style.itemTitle} style={{ fontWeight: 'inherit' }}>
                  {row.label}
                  <span className="muted num" style={{ fontWeight: 400, fontSize: 12.5, marginLeft: 6 }}>
                    {format.seconds(row.settledAt ?? row.enqueuedAt)}
                  </span>
                </span>
                <MessageStatePill state={row.state} />
              </button>
            </li>
          ))}
        </ol>
      </section>
      <History detail={props.detail} />
      <PayloadPanel key={`payload-${message.id}`} detail={props.detail} />
    </div>
  );
}

function Actions(props: { message: MessageRow; seenAttempt: string | undefined }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { message } = props;
  const action = useMessageAction(message.id);
  const [asking, setAsking] = useState<'confirm' | 'resend' | 'cancel' | null>(null);
  const mayManage = useMay('message-manage');
  const maySeeVisit = useMay('visit-read');
  const visitId = maySeeVisit ? message.visitId : null;
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8 }}>
      {mayManage && message.confirmable ? (
        <Button leftSection={<IconCheck size={17} aria-hidden />} onClick={() => setAsking('confirm')}>
          {t('integration.messages.confirm')}
        </Button>
      ) : null}
      {mayManage && message.resendable ? (
        <Button variant="light" leftSection={<IconSend size={17} aria-hidden />} onClick={() => setAsking('resend')}>
          {t('integration.messages.resend')}
        </Button>
      ) : null}
      {mayManage && CANCELLABLE.has(message.state) ? (
        <Button variant="default" leftSection={<IconX size={17} aria-hidden />} onClick={() => setAsking('cancel')}>
          {t('integration.messages.cancel')}
        </Button>
      ) : null}
      {visitId ? (
        <Button
          variant="default"
          leftSection={<IconExternalLink size={17} aria-hidden />}
          onClick={() => void navigate({ to: '.', search: (previous) => ({ ...previous, kunjungan: visitId }) })}
        >
          {t('integration.messages.visit')}
        </Button>
      ) : null}
      {asking ? (
        <ReasonDialog
          title={t(`integration.messages.${asking}Title`)}
          explain={t(
            message.confirmable && asking !== 'confirm'
              ? `integration.messages.${asking}UnreadableExplain`
              : `integration.messages.${asking}Explain`,
          )}
          confirm={t(`integration.messages.${asking}`)}
          danger={asking === 'cancel'}
          pending={action.isPending}
          error={action.error}
          onClose={() => {
            setAsking(null);
            action.reset();
          }}
          onConfirm={(reason, key) =>
            action.mutate(
              { action: asking, reason, key, seenAttempt: props.seenAttempt },
              { onSuccess: () => setAsking(null) },
            )
          }
        />
      ) : null}
    </div>
  );
}
