// The numbers of an outage; each says on hover what it counts and leads to the list behind it.
import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CaseList, OutageRecord } from '../../api/types.ts';
import { Card } from '../../ui/page.tsx';
import style from './continuity.module.css';

type Counters = OutageRecord['counters'];
type Figure = Extract<
  keyof Counters,
  | 'affected'
  | 'waited'
  | 'left'
  | 'paidPrivately'
  | 'changedBack'
  | 'rebooked'
  | 'unverified'
  | 'turnedOut'
  | 'delivered'
  | 'stillOpen'
>;

const FIGURES: readonly (readonly [Figure, CaseList | null])[] = [
  ['affected', 'semua'],
  ['waited', 'menunggu'],
  ['left', 'pergi'],
  ['paidPrivately', 'bayar-sendiri'],
  ['changedBack', 'kembali-jkn'],
  ['rebooked', null],
  ['unverified', 'belum-diperiksa'],
  ['turnedOut', 'perlu-tindakan'],
  ['delivered', null],
  ['stillOpen', null],
];

export function Figures(props: { counters: Counters; onList: ((list: CaseList) => void) | undefined }) {
  const { t } = useTranslation();
  const { counters, onList } = props;
  return (
    <div className={style.figures}>
      {FIGURES.map(([name, list]) => {
        const isBad = name === 'turnedOut' && counters.toDo > 0;
        const content = (
          <>
            <div className={style.figureLabel}>{t(`continuity.figures.${name}`)}</div>
            <div className={`${style.figureValue} ${isBad ? style.figureBad : ''}`}>{counters[name]}</div>
          </>
        );
        return (
          <Tooltip key={name} label={t(`continuity.definition.${name}`)} multiline w={240} position="bottom-start">
            <div>
              <Card label={t(`continuity.figures.${name}`)} flush>
                {list === null || onList === undefined ? (
                  <div className={style.figure}>{content}</div>
                ) : (
                  <button type="button" className={style.figure} onClick={() => onList(list)}>
                    {content}
                  </button>
                )}
              </Card>
            </div>
          </Tooltip>
        );
      })}
    </div>
  );
}
