// One look for each state of a service, the same on the strip and on the health page.
import {
  IconCircleCheck,
  IconCircleDashed,
  IconClockExclamation,
  IconHeartbeat,
  IconPlayerPause,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import type { BpjsHealth } from '../../api/types.ts';
import type { Tone } from '../../ui/notice.tsx';

export type ServiceHealth = BpjsHealth['services'][number];

export const SERVICE_LOOK: Record<ServiceHealth['state'], { tone: Tone; icon: typeof IconCircleCheck }> = {
  terhubung: { tone: 'ok', icon: IconCircleCheck },
  lambat: { tone: 'warn', icon: IconClockExclamation },
  terputus: { tone: 'bad', icon: IconPlugConnectedX },
  pulih: { tone: 'info', icon: IconHeartbeat },
  'belum-dipakai': { tone: 'quiet', icon: IconCircleDashed },
  dijeda: { tone: 'warn', icon: IconPlayerPause },
};
