// The exact bytes of a message, for those who may open them and say why. Nothing of it outlives the panel.
import { Button } from '@mantine/core';
import { IconEye, IconEyeOff, IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOpenPayload } from '../../api/integration.ts';
import type { MessageDetail, MessagePayload } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import style from './messages.module.css';

type Attempt = MessagePayload['attempts'][number];
type Exchange = Attempt['exchanges'][number];
type Bytes = NonNullable<Exchange['requestBody']>;

export function PayloadPanel(props: { detail: MessageDetail }) {
  const { t } = useTranslation();
  const { detail } = props;
  const open = useOpenPayload(detail.message.id);
  const [asking, setAsking] = useState(false);
  const payload = open.data;
  return (
    <section>
      <div className={style.payloadHead}>
        <h3 className={style.section}>{t('messages.payload.title')}</h3>
        {payload ? (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconEyeOff size={16} aria-hidden />}
            onClick={() => open.reset()}
          >
            {t('messages.payload.hide')}
          </Button>
        ) : null}
      </div>
      {payload ? (
        <Opened payload={payload} />
      ) : (
        <div className={style.sealed}>
          <IconLock size={18} aria-hidden />
          <span>
            {detail.attempts.length === 0
              ? t('messages.payload.none')
              : t(detail.payloadOpenable ? 'messages.payload.closed' : 'messages.payload.notYours')}
          </span>
          {detail.payloadOpenable && detail.attempts.length > 0 ? (
            <Button
              variant="light"
              size="compact-md"
              leftSection={<IconEye size={16} aria-hidden />}
              onClick={() => setAsking(true)}
            >
              {t('messages.payload.open')}
            </Button>
          ) : null}
        </div>
      )}
      {asking ? (
        <ReasonDialog
          title={t('messages.payload.openTitle')}
          explain={t('messages.payload.explain')}
          confirm={t('messages.payload.open')}
          pending={open.isPending}
          error={open.error}
          onClose={() => setAsking(false)}
          onConfirm={(reason) => open.mutate(reason, { onSuccess: () => setAsking(false) })}
        />
      ) : null}
    </section>
  );
}

function Opened(props: { payload: MessagePayload }) {
  const { t } = useTranslation();
  const { attempts, asked } = props.payload;
  return (
    <>
      {asked.length > 0 ? (
        <div className={style.attempt}>
          <div className={style.attemptHead}>
            <strong>{t('messages.payload.before')}</strong>
          </div>
          {asked.map((one) => (
            <ExchangeView key={one.id} exchange={one} attempt={null} />
          ))}
        </div>
      ) : null}
      {attempts.map((attempt) => (
        <AttemptView key={attempt.id} attempt={attempt} />
      ))}
    </>
  );
}

function AttemptView(props: { attempt: Attempt }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { attempt } = props;
  return (
    <div className={style.attempt}>
      <div className={style.attemptHead}>
        <strong>{t('messages.history.attempt', { number: attempt.number })}</strong>
        <span className="muted num">{format.seconds(attempt.startedAt)}</span>
      </div>
      <details open={attempt.exchanges.length === 0}>
        <summary>
          {t('messages.payload.committed')} · {attempt.method} {attempt.path}
        </summary>
        <BytesView label={t('messages.payload.body')} bytes={attempt.body} />
      </details>
      {attempt.exchanges.map((one) => (
        <ExchangeView key={one.id} exchange={one} attempt={attempt} />
      ))}
      {attempt.exchanges.length === 0 ? (
        <>
          <p className={`muted ${style.found}`}>{t('messages.payload.expired')}</p>
          {attempt.answer === null || attempt.answer === undefined ? null : (
            <details open>
              <summary>{t('messages.payload.understood')}</summary>
              <pre className={style.code}>{JSON.stringify(attempt.answer, null, 2)}</pre>
            </details>
          )}
        </>
      ) : null}
    </div>
  );
}

function ExchangeView(props: { exchange: Exchange; attempt: Attempt | null }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { exchange, attempt } = props;
  const isSame =
    attempt !== null && exchange.purpose === 'send' && exchange.requestBody?.sha256 === attempt.body?.sha256;
  return (
    <details open={exchange.purpose === 'send'}>
      <summary>
        {t(exchange.purpose === 'send' ? 'messages.payload.sent' : 'messages.payload.asked')} · {exchange.method}{' '}
        {exchange.status ?? exchange.failure ?? ''} · <span className="num">{format.seconds(exchange.at)}</span>
        {exchange.tookMs === null ? '' : ` · ${t('integration.messages.took', { ms: exchange.tookMs })}`}
      </summary>
      <h4 className={style.exchangePart}>{t('messages.payload.request')}</h4>
      <pre className={style.code}>
        {exchange.method} {exchange.url}
        {'\n'}
        {exchange.requestHeaders.map(({ name, value }) => `${name}: ${value}\n`).join('')}
      </pre>
      <BytesView
        label={t('messages.payload.body')}
        bytes={exchange.requestBody}
        note={isSame ? t('messages.payload.same') : undefined}
      />
      <h4 className={style.exchangePart}>{t('messages.payload.response')}</h4>
      {exchange.status === null ? (
        <p className="muted">{t('messages.payload.noAnswer', { reason: exchange.failure ?? '' })}</p>
      ) : (
        <>
          <pre className={style.code}>
            HTTP {exchange.status}
            {'\n'}
            {exchange.responseHeaders.map(({ name, value }) => `${name}: ${value}\n`).join('')}
          </pre>
          {exchange.opened === null ? null : (
            <BytesView label={t('messages.payload.opened')} bytes={null} text={pretty(exchange.opened)} />
          )}
          <BytesView label={t('messages.payload.raw')} bytes={exchange.responseBody} />
        </>
      )}
    </details>
  );
}

function BytesView(props: { label: string; bytes: Bytes | null; text?: string; note?: string | undefined }) {
  const { t } = useTranslation();
  const { bytes } = props;
  const text = props.text ?? bytes?.text;
  if (text === undefined) return <p className="muted">{t('messages.payload.noBody')}</p>;
  return (
    <div>
      <div className={style.bytesHead}>
        <span>{props.label}</span>
        {bytes === null ? null : (
          <span className="muted num" title={bytes.sha256}>
            {t('messages.payload.size', {
              bytes: bytes.bytes.toLocaleString('id-ID'),
              digest: `${bytes.sha256.slice(0, 12)}…`,
            })}
            {bytes.isCut ? ` · ${t('messages.payload.cut')}` : ''}
          </span>
        )}
        {props.note ? <span className="muted">{props.note}</span> : null}
        <CopyButton text={text} label={t('messages.payload.copy')} done={t('messages.payload.copied')} />
      </div>
      <pre className={style.code}>{text}</pre>
    </div>
  );
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    // Cut off at the limit: shown as it is.
    return json;
  }
}
