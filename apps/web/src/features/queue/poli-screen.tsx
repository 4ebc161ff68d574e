// The queue of a poli. The chosen poli is in the address and remembered by this workplace.
import { Switch } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useToday } from '../../api/hospital.ts';
import { unitName } from '../../format/names.ts';
import { useFormat } from '../../format/use-format.ts';
import { Chips } from '../../ui/chips.tsx';
import { QueryState } from '../../ui/failure.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Page } from '../../ui/page.tsx';
import { QueueBoard } from './queue-board.tsx';
import { useVoice } from './use-voice.ts';

export function PoliScreen() {
  const { t } = useTranslation();
  const format = useFormat();
  const navigate = useNavigate();
  const search = useSearch({ from: '/poli' });
  const voice = useVoice();
  const date = format.today();
  const today = useToday(date);
  const [remembered, setRemembered] = useLocalStorage<string | null>({
    key: 'titian.poli',
    defaultValue: null,
    getInitialValueInEffect: false,
  });
  return (
    <Page
      title={t('queue.poliTitle')}
      sub={format.date(date)}
      tools={
        <Switch
          label={t('queue.voice')}
          checked={voice.enabled}
          onChange={(event) => voice.setEnabled(event.currentTarget.checked)}
        />
      }
    >
      <QueryState query={today}>
        {(data) => {
          const units = data.units;
          const wanted = search.unit ?? remembered;
          const unit = units.find((candidate) => candidate.kodePoli === wanted) ?? units[0];
          if (!unit) return <Empty title={t('queue.noUnits')}>{t('queue.emptyWaitingNext')}</Empty>;
          return (
            <>
              <Chips
                label={t('queue.chooseUnit')}
                value={unit.kodePoli}
                choices={units.map((candidate) => ({
                  value: candidate.kodePoli,
                  label: unitName(candidate.namaPoli),
                  count: candidate.waiting,
                }))}
                onChange={(kodePoli) => {
                  setRemembered(kodePoli);
                  void navigate({ to: '/poli', search: { unit: kodePoli } });
                }}
              />
              <QueueBoard
                key={unit.kodePoli}
                unit={unit.kodePoli}
                place={unitName(unit.namaPoli)}
                date={date}
                voice={voice}
              />
            </>
          );
        }}
      </QueryState>
    </Page>
  );
}
