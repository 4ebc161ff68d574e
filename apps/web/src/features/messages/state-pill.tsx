// The state of one message as word, icon and colour.
import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconClock,
  IconHandStop,
  IconHelpCircle,
  IconHourglass,
  IconPlayerSkipForward,
  IconRefresh,
  IconSend,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MessageRow } from '../../api/types.ts';
import { Pill } from '../../ui/notice.tsx';
import type { Tone } from '../../ui/notice.tsx';

const LOOK: Record<MessageRow['state'], { tone: Tone; icon: typeof IconCheck }> = {
  queued: { tone: 'quiet', icon: IconClock },
  waiting: { tone: 'quiet', icon: IconHourglass },
  sending: { tone: 'info', icon: IconSend },
  unknown: { tone: 'warn', icon: IconHelpCircle },
  delivered: { tone: 'ok', icon: IconCheck },
  already: { tone: 'ok', icon: IconCheck },
  refused: { tone: 'bad', icon: IconX },
  later: { tone: 'info', icon: IconRefresh },
  parked: { tone: 'bad', icon: IconHandStop },
  cancelled: { tone: 'quiet', icon: IconBan },
  skipped: { tone: 'quiet', icon: IconPlayerSkipForward },
  expired: { tone: 'bad', icon: IconAlertTriangle },
};

export function MessageStatePill(props: { state: MessageRow['state'] }) {
  const { t } = useTranslation();
  const look = LOOK[props.state];
  const Icon = look.icon;
  return (
    <span style={{ flex: 'none' }}>
      <Pill tone={look.tone} icon={<Icon size={14} aria-hidden />}>
        {t(`words.message.${props.state}`)}
      </Pill>
    </span>
  );
}
