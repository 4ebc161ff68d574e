// The three lists of the service entry: diagnoses, procedures, drugs. Each item can be taken away again.
import { ActionIcon, Checkbox, NumberInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Pill } from '../../ui/notice.tsx';
import { MAX_DIAGNOSES } from './entry.ts';
import type { Draft } from './entry.ts';
import { ReferenceSearch } from './reference-search.tsx';
import style from './clinic.module.css';

interface ListProps {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
}

export function Diagnoses(props: ListProps & { error: string | null }) {
  const { t } = useTranslation();
  const { diagnosa } = props.draft;
  return (
    <div className={style.stack}>
      <ReferenceSearch
        list="diagnosa"
        label={t('clinic.diagnosisSearch')}
        placeholder={t('clinic.diagnosisSearch')}
        disabled={diagnosa.length >= MAX_DIAGNOSES}
        error={props.error}
        onPick={(item) => {
          if (!diagnosa.some((other) => other.kode === item.kode)) props.change({ diagnosa: [...diagnosa, item] });
        }}
      />
      <span className="muted" style={{ fontSize: 13 }}>
        {t('clinic.diagnosisHint')}
      </span>
      <Picked
        items={diagnosa}
        onRemove={(index) => props.change({ diagnosa: diagnosa.filter((_, other) => other !== index) })}
      >
        {(_, index) => (index === 0 ? <Pill tone="brand">{t('clinic.main')}</Pill> : null)}
      </Picked>
    </div>
  );
}

export function Procedures(props: ListProps) {
  const { t } = useTranslation();
  const { tindakan } = props.draft;
  return (
    <div className={style.stack}>
      <ReferenceSearch
        list="tindakan"
        label={t('clinic.procedureSearch')}
        placeholder={t('clinic.procedureSearch')}
        onPick={(item) => props.change({ tindakan: [...tindakan, { ...item, biaya: 0 }] })}
      />
      <Picked
        items={tindakan}
        onRemove={(index) => props.change({ tindakan: tindakan.filter((_, other) => other !== index) })}
      >
        {(item, index) => (
          <NumberInput
            aria-label={`${t('clinic.cost')} ${item.nama}`}
            prefix="Rp"
            thousandSeparator="."
            decimalSeparator=","
            min={0}
            hideControls
            w={130}
            value={item.biaya}
            onChange={(value) =>
              props.change({
                tindakan: tindakan.map((other, at) => (at === index ? { ...other, biaya: Number(value) || 0 } : other)),
              })
            }
          />
        )}
      </Picked>
    </div>
  );
}

export function Drugs(props: ListProps) {
  const { t } = useTranslation();
  const { obat } = props.draft;
  const set = (index: number, part: Partial<Draft['obat'][number]>) =>
    props.change({ obat: obat.map((item, at) => (at === index ? { ...item, ...part } : item)) });
  return (
    <div className={style.stack}>
      <ReferenceSearch
        list="obat"
        label={t('clinic.drugSearch')}
        placeholder={t('clinic.drugSearch')}
        onPick={(item) =>
          props.change({ obat: [...obat, { ...item, racikan: false, signa1: 3, signa2: 1, jumlah: 10 }] })
        }
      />
      <Picked items={obat} onRemove={(index) => props.change({ obat: obat.filter((_, other) => other !== index) })}>
        {(item, index) => (
          <>
            <NumberInput
              aria-label={`${t('clinic.dose')} ${item.nama}`}
              hideControls
              min={1}
              w={52}
              value={item.signa1}
              onChange={(value) => set(index, { signa1: Number(value) || 1 })}
            />
            <span aria-hidden>{t('clinic.times')}</span>
            <NumberInput
              aria-label={`${t('clinic.dose')} 2 ${item.nama}`}
              hideControls
              min={0}
              decimalScale={2}
              w={52}
              value={item.signa2}
              onChange={(value) => set(index, { signa2: Number(value) || 1 })}
            />
            <NumberInput
              aria-label={`${t('clinic.amount')} ${item.nama}`}
              hideControls
              min={1}
              w={64}
              value={item.jumlah}
              onChange={(value) => set(index, { jumlah: Number(value) || 1 })}
            />
            <Checkbox
              label={t('clinic.compounded')}
              checked={item.racikan}
              onChange={(event) => set(index, { racikan: event.currentTarget.checked })}
            />
          </>
        )}
      </Picked>
    </div>
  );
}

function Picked<T extends { readonly kode: string; readonly nama: string }>(props: {
  items: readonly T[];
  onRemove: (index: number) => void;
  children: (item: T, index: number) => ReactNode;
}) {
  const { t } = useTranslation();
  if (props.items.length === 0) return null;
  return (
    <ul className={style.picked}>
      {props.items.map((item, index) => (
        <li key={`${item.kode} ${index}`} className={style.pickedItem}>
          <span className={style.code}>{item.kode}</span>
          <span className={style.pickedName}>{item.nama}</span>
          {props.children(item, index)}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('clinic.remove', { name: item.nama })}
            onClick={() => props.onRemove(index)}
          >
            <IconX size={17} aria-hidden />
          </ActionIcon>
        </li>
      ))}
    </ul>
  );
}
