// The small travelling state of what is on its way to BPJS: sent → accepted → refused: fix. Word and icon, colour only beside them.
import {
  IconAlertTriangle,
  IconBan,
  IconCheck,
  IconClock,
  IconHandStop,
  IconHelpCircle,
  IconMinus,
  IconSend,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DeliveryState } from '../api/types.ts';
import { Pill } from './notice.tsx';
import type { Tone } from './notice.tsx';

const LOOK: Record<DeliveryState, { tone: Tone; icon: typeof IconCheck }> = {
  'tidak-perlu': { tone: 'quiet', icon: IconMinus },
  menunggu: { tone: 'info', icon: IconClock },
  dikirim: { tone: 'info', icon: IconSend },
  diterima: { tone: 'ok', icon: IconCheck },
  'sudah-ada': { tone: 'ok', icon: IconCheck },
  ditolak: { tone: 'bad', icon: IconX },
  'belum-pasti': { tone: 'warn', icon: IconHelpCircle },
  ditahan: { tone: 'bad', icon: IconHandStop },
  kedaluwarsa: { tone: 'bad', icon: IconAlertTriangle },
  dibatalkan: { tone: 'quiet', icon: IconBan },
};

export function DeliveryPill(props: { state: DeliveryState; label?: string; title?: string | undefined }) {
  const { t } = useTranslation();
  const look = LOOK[props.state];
  const Icon = look.icon;
  return (
    <Pill tone={look.tone} icon={<Icon size={14} aria-hidden />} title={props.title}>
      {props.label ? `${props.label}: ` : ''}
      {t(`words.delivery.${props.state}`)}
    </Pill>
  );
}
