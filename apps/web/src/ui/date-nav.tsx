// Day by day through a list: yesterday, a picked date, tomorrow, back to today.
import { ActionIcon, Button } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { shiftDate } from '../format/time.ts';
import { useFormat } from '../format/use-format.ts';
import style from './ui.module.css';

export function DateNav(props: { date: string; onChange: (date: string) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const today = format.today();
  return (
    <div style={{ display: 'flex', gap: 8, alignItems: 'center' }}>
      <div className={style.dateNav}>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('frame.date.previous')}
          onClick={() => props.onChange(shiftDate(props.date, -1))}
        >
          <IconChevronLeft size={18} />
        </ActionIcon>
        <label className={style.dateLabel}>
          {format.date(props.date)}
          <input
            type="date"
            aria-label={t('frame.date.pick')}
            value={props.date}
            onChange={(event) => event.currentTarget.value && props.onChange(event.currentTarget.value)}
            onClick={(event) => event.currentTarget.showPicker?.()}
          />
        </label>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t('frame.date.next')}
          onClick={() => props.onChange(shiftDate(props.date, 1))}
        >
          <IconChevronRight size={18} />
        </ActionIcon>
      </div>
      {props.date === today ? null : (
        <Button variant="subtle" size="compact-sm" onClick={() => props.onChange(today)}>
          {t('frame.date.today')}
        </Button>
      )}
    </div>
  );
}
