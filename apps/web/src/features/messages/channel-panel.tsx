// The channels to BPJS: how much runs, how much waits, and pausing or resuming one with a reason.
import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useBpjsHealth, useChannelAction } from '../../api/integration.ts';
import type { BpjsHealth } from '../../api/types.ts';
import { useMay } from '../../api/session.ts';
import { QueryState } from '../../ui/failure.tsx';
import { Empty, Pill } from '../../ui/notice.tsx';
import type { Tone } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import { useChannelName } from './channel-name.ts';
import style from './messages.module.css';

type Service = BpjsHealth['services'][number];
type Channel = Service['channels'][number];

// The breaker's own words: "closed" means that calls pass, "open" that they are held back.
const STATE: Record<Channel['state'], { tone: Tone; text: 'state_open' | 'half-open' | 'state_closed' | 'paused' }> = {
  closed: { tone: 'ok', text: 'state_open' },
  'half-open': { tone: 'warn', text: 'half-open' },
  open: { tone: 'bad', text: 'state_closed' },
  paused: { tone: 'warn', text: 'paused' },
};

export function ChannelPanel() {
  const { t } = useTranslation();
  const health = useBpjsHealth();
  const action = useChannelAction();
  const canChange = useMay('channel-manage');
  const nameOf = useChannelName();
  const [asking, setAsking] = useState<{ channel: Channel; service: Service; action: 'pause' | 'resume' } | null>(null);
  return (
    <Card title={t('integration.messages.channels.title')} flush>
      <p className="muted" style={{ padding: '12px 16px', fontSize: 14 }}>
        {t('integration.messages.channels.explain')}
      </p>
      <QueryState query={health}>
        {(data) => {
          const rows = data.services.flatMap((service) => service.channels.map((channel) => ({ service, channel })));
          if (rows.length === 0) return <Empty title={t('integration.messages.channels.none')} />;
          return (
            <div className={style.scroll}>
              <table className={`${style.channelTable} ${style.channels}`}>
                <thead>
                  <tr>
                    <th scope="col">{t('integration.messages.channel')}</th>
                    <th scope="col">{t('integration.messages.channels.state')}</th>
                    <th scope="col" className={style.right}>
                      {t('integration.messages.channels.waiting')}
                    </th>
                    <th scope="col" className={style.right}>
                      {t('integration.messages.channels.inFlight')}
                    </th>
                    <th scope="col" className={style.right}>
                      {t('integration.messages.channels.latency')}
                    </th>
                    <th scope="col" />
                  </tr>
                </thead>
                <tbody>
                  {rows.map(({ service, channel }) => (
                    <ChannelRow
                      key={channel.id}
                      service={service}
                      channel={channel}
                      canChange={canChange}
                      onAsk={(what) => setAsking({ service, channel, action: what })}
                    />
                  ))}
                </tbody>
              </table>
            </div>
          );
        }}
      </QueryState>
      {asking ? (
        <ReasonDialog
          title={t(
            asking.action === 'pause'
              ? 'integration.messages.channels.pauseTitle'
              : 'integration.messages.channels.resumeTitle',
            { name: Object.values(nameOf(asking.service.service, asking.channel.group)).join(' · ') },
          )}
          explain={asking.action === 'pause' ? t('integration.messages.channels.pauseExplain') : undefined}
          confirm={t(
            asking.action === 'pause' ? 'integration.messages.channels.pause' : 'integration.messages.channels.resume',
          )}
          pending={action.isPending}
          error={action.error}
          onClose={() => {
            setAsking(null);
            action.reset();
          }}
          onConfirm={(reason, key) =>
            action.mutate(
              { channelId: asking.channel.id, action: asking.action, reason, key },
              { onSuccess: () => setAsking(null) },
            )
          }
        />
      ) : null}
    </Card>
  );
}

function ChannelRow(props: {
  service: Service;
  channel: Channel;
  canChange: boolean;
  onAsk: (what: 'pause' | 'resume') => void;
}) {
  const { t } = useTranslation();
  const { channel } = props;
  const name = useChannelName()(props.service.service, channel.group);
  const paused = channel.state === 'paused';
  const state = STATE[channel.state];
  const text =
    state.text === 'paused' || state.text === 'half-open'
      ? t(`words.channel.${state.text}`)
      : t(`integration.messages.channels.${state.text}`);
  return (
    <tr>
      <td>
        <strong style={{ fontWeight: 600 }}>{name.service}</strong> · {name.group}
        {channel.pausedReason ? (
          <div className="muted" style={{ fontSize: 13 }}>
            {t('integration.messages.channels.reason', { reason: channel.pausedReason })}
          </div>
        ) : null}
      </td>
      <td>
        <Pill tone={state.tone}>{text}</Pill>
      </td>
      <td className={`${style.right} num`} data-label={t('integration.messages.channels.waiting')}>
        {channel.waiting}
      </td>
      <td className={`${style.right} ${style.hiddenOnPhone} num`}>
        {/* A channel that only read so far has no places of its own. */}
        {channel.limit === 0 ? '–' : `${channel.inFlight} / ${channel.limit}`}
      </td>
      <td className={`${style.right} ${style.hiddenOnPhone} num`}>
        {channel.latencyMs === null ? '–' : t('integration.messages.took', { ms: Math.round(channel.latencyMs) })}
      </td>
      <td className={style.right}>
        {props.canChange ? (
          <Button
            variant="default"
            size="compact-sm"
            leftSection={paused ? <IconPlayerPlay size={15} aria-hidden /> : <IconPlayerPause size={15} aria-hidden />}
            onClick={() => props.onAsk(paused ? 'resume' : 'pause')}
          >
            {t(paused ? 'integration.messages.channels.resume' : 'integration.messages.channels.pause')}
          </Button>
        ) : null}
      </td>
    </tr>
  );
}
