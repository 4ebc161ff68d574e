// What the written policy decides about the person at the desk, with the age of what it was decided on.
import { IconCircleCheck, IconHandStop, IconSignature } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ContinuityVerdict } from '../../api/types.ts';
import { Notice } from '../../ui/notice.tsx';
import type { Tone } from '../../ui/notice.tsx';
import style from './continuity.module.css';

type Decision = ContinuityVerdict['decision'];

export const DECISION_LOOK: Record<Decision, { tone: Tone; icon: typeof IconCircleCheck }> = {
  terima: { tone: 'ok', icon: IconCircleCheck },
  'terima-dengan-pernyataan': { tone: 'warn', icon: IconSignature },
  tahan: { tone: 'bad', icon: IconHandStop },
};

export function groundText(t: TFunction, { ground, ageDays }: Pick<ContinuityVerdict, 'ground' | 'ageDays'>): string {
  const age =
    ageDays === null || ageDays === 0 ? t('continuity.ageToday') : t('continuity.ageDays', { count: ageDays });
  return t(`continuity.ground.${ground}`, { age });
}

export function VerdictNotice(props: { verdict: ContinuityVerdict }) {
  const { t } = useTranslation();
  const { verdict } = props;
  return (
    <div className={style.verdict} data-testid="continuity-verdict">
      <Notice tone={DECISION_LOOK[verdict.decision].tone} title={t(`continuity.decision.${verdict.decision}`)}>
        <div>{groundText(t, verdict)}</div>
        <div className="muted">{t(`continuity.decisionNext.${verdict.decision}`)}</div>
      </Notice>
    </div>
  );
}
