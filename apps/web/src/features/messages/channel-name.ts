// What people call a channel to BPJS: its service and the group of calls. A service or group without a word here is shown as the catalogue has it.
import { useTranslation } from 'react-i18next';

const SERVICES = ['vclaim', 'antreanrs', 'pcare', 'antreanfktp'] as const;
const GROUPS = [
  'peserta',
  'rujukan',
  'sep',
  'monitoring',
  'referensi',
  'rencanakontrol',
  'fingerprint',
  'antrean',
  'jadwaldokter',
  'dashboard',
  'pendaftaran',
  'kunjungan',
  'obat',
  'tindakan',
] as const;

export interface ChannelName {
  readonly service: string;
  readonly group: string;
}

export function useChannelName(): (service: string, group: string) => ChannelName {
  const { t } = useTranslation();
  return (service, group) => {
    const ours = SERVICES.find((name) => name === service);
    const known = GROUPS.find((name) => name === group);
    return {
      service: ours ? t(`words.service.${ours}`) : service,
      group: known ? t(`words.channelGroup.${known}`) : group,
    };
  };
}
