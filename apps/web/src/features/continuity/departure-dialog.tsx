// Somebody left before being registered: counted, and reachable if they wish.
import { Button, Modal, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRecordDeparture } from '../../api/continuity.ts';
import { newKey } from '../../platform/clock.ts';
import { FailureNotice } from '../../ui/failure.tsx';
import style from './continuity.module.css';

export function DepartureDialog(props: { outageId: string; onClose: () => void }) {
  const { t } = useTranslation();
  const record = useRecordDeparture();
  const [key] = useState(newKey);
  const [nama, setNama] = useState('');
  const [noHp, setNoHp] = useState('');
  const [catatan, setCatatan] = useState('');
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('continuity.left.title')}
      closeButtonProps={{ 'aria-label': t('frame.state.close') }}
    >
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault();
          const departure = { nama: nama.trim(), noHp: noHp.trim(), catatan: catatan.trim() };
          record.mutate({ outageId: props.outageId, departure, key }, { onSuccess: props.onClose });
        }}
      >
        <div>{t('continuity.left.explain')}</div>
        <TextInput
          label={t('continuity.left.name')}
          autoComplete="off"
          value={nama}
          onChange={(event) => setNama(event.currentTarget.value)}
          data-autofocus
        />
        <TextInput
          label={t('continuity.left.phone')}
          inputMode="tel"
          autoComplete="off"
          value={noHp}
          onChange={(event) => setNoHp(event.currentTarget.value)}
        />
        <Textarea
          label={t('continuity.left.note')}
          autosize
          minRows={2}
          value={catatan}
          onChange={(event) => setCatatan(event.currentTarget.value)}
        />
        {record.error ? <FailureNotice error={record.error} /> : null}
        <div className={style.end}>
          <Button variant="default" onClick={props.onClose}>
            {t('frame.state.cancel')}
          </Button>
          <Button type="submit" loading={record.isPending}>
            {t('continuity.left.save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
