// Whose turn it is with a message, and why it waits.
import { Button } from '@mantine/core';
import { IconHourglassHigh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MessageDetail } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import style from './messages.module.css';

type Standing = MessageDetail['standing'];
type Wait = Standing['waits'][number];

export function StandingPanel(props: { standing: Standing; onOpen: (id: string) => void }) {
  const { t } = useTranslation();
  const { standing } = props;
  if (standing.turn === 'nobody') return null;
  return (
    <section className={style.standing} aria-label={t('messages.standing.title')}>
      <IconHourglassHigh size={18} aria-hidden />
      <div style={{ minWidth: 0 }}>
        <strong>
          {standing.turn === 'person'
            ? t('messages.standing.person', { role: t(`words.role.${standing.role ?? 'it'}`) })
            : t(`messages.standing.${standing.turn}`)}
        </strong>
        {standing.waits.map((wait) => (
          <div key={`${wait.kind}${wait.message?.id ?? ''}`}>
            <WaitText wait={wait} />
            {wait.message ? (
              <Button
                variant="subtle"
                size="compact-xs"
                onClick={() => props.onOpen(wait.message?.id ?? '')}
                style={{ marginLeft: 4 }}
              >
                {t('messages.standing.open')}
              </Button>
            ) : null}
          </div>
        ))}
      </div>
    </section>
  );
}

function WaitText(props: { wait: Wait }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { kind, since, until, by, words, message } = props.wait;
  const service = SERVICES.find((one) => one === message?.service);
  const given = {
    label: message?.label ?? '',
    state: message ? t(`words.message.${message.state}`) : '',
    service: service ? t(`words.service.${service}`) : '',
    since: since === null ? '' : format.moment(since),
    until: until === null ? t('messages.standing.soon') : format.moment(until),
    by: by ?? '',
    words: words ?? '',
  };
  if (kind === 'after' && until !== null) return <>{t('messages.standing.waits.afterUntil', given)}</>;
  if (kind === 'paused' && (by === null || by === 'Titian'))
    return <>{t('messages.standing.waits.pausedItself', given)}</>;
  const text = t(`messages.standing.waits.${kind}`, given);
  return (
    <>
      {text}
      {words !== null && (kind === 'again' || kind === 'asking') ? ` ${words}` : ''}
    </>
  );
}

const SERVICES = ['vclaim', 'antreanrs', 'pcare', 'antreanfktp', 'aplicares', 'apotek', 'erekammedis'] as const;
