// Which event of the house counts as which Task ID.
import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSaveTaskMapping, useTaskMapping } from '../../api/settings.ts';
import type { TaskMapping, VisitEventType } from '../../api/types.ts';
import { newKey } from '../../platform/clock.ts';
import { FailureNotice, QueryState } from '../../ui/failure.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import style from './settings.module.css';

const EVENTS: readonly VisitEventType[] = [
  'patient.checked-in',
  'admission.called',
  'admission.done',
  'poli.called',
  'poli.done',
  'prescription.printed',
  'pharmacy.started',
  'pharmacy.done',
  'visit.cancelled',
  'visit.no-show',
];

export function MappingSection() {
  const { t } = useTranslation();
  const mapping = useTaskMapping();
  return (
    <Card title={t('settings.sections.mapping')} flush>
      <QueryState query={mapping}>{(data) => <MappingForm mapping={data} />}</QueryState>
    </Card>
  );
}

function MappingForm(props: { mapping: TaskMapping }) {
  const { t } = useTranslation();
  const save = useSaveTaskMapping();
  const [items, setItems] = useState(props.mapping.items);
  const [key, setKey] = useState(newKey);
  const choose = (index: number, event: VisitEventType) => {
    setItems(items.map((item, at) => (at === index ? { ...item, event } : item)));
    setKey(newKey());
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate({ mapping: { items }, key });
      }}
    >
      <p className="muted" style={{ padding: '12px 16px', fontSize: 14 }}>
        {t('settings.mapping.explain')}
      </p>
      <div className={style.scroll}>
        <table className={`${style.table} ${style.stack} ${style.lastBelow}`}>
          <thead>
            <tr>
              <th scope="col">{t('settings.mapping.task')}</th>
              <th scope="col">{t('settings.mapping.patient')}</th>
              <th scope="col">{t('settings.mapping.event')}</th>
            </tr>
          </thead>
          <tbody>
            {items.map((item, index) => (
              <tr key={`${item.task} ${item.patient} ${index}`}>
                <td>
                  <strong>{item.task}</strong> <span className="muted">{t(`words.task.${item.task}`)}</span>
                </td>
                <td data-label={t('settings.mapping.patient')}>{t(`settings.mapping.patients.${item.patient}`)}</td>
                <td>
                  <Select
                    aria-label={`${t('settings.mapping.event')} ${item.task}`}
                    data={EVENTS.map((event) => ({ value: event, label: t(`words.event.${event}`) }))}
                    value={item.event}
                    allowDeselect={false}
                    onChange={(value) => {
                      const event = EVENTS.find((candidate) => candidate === value);
                      if (event) choose(index, event);
                    }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div style={{ display: 'grid', gap: 12, padding: 16 }}>
        {save.error ? <FailureNotice error={save.error} /> : null}
        {save.isSuccess ? <Notice tone="ok" live title={t('settings.mapping.saved')} /> : null}
        <div>
          <Button type="submit" loading={save.isPending}>
            {t('settings.mapping.save')}
          </Button>
        </div>
      </div>
    </form>
  );
}
