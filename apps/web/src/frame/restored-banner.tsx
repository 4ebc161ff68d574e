// On every page while a restored database is held: what that means for the people at work, how far the comparison is, and for IT the release.
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useReleaseRestored, useRestoredStart } from '../api/reconciliation.ts';
import { useMay } from '../api/session.ts';
import { useFormat } from '../format/use-format.ts';
import { Notice } from '../ui/notice.tsx';
import { ReasonDialog } from '../ui/reason-dialog.tsx';

export function RestoredBanner() {
  const { t } = useTranslation();
  const format = useFormat();
  const held = useRestoredStart().data?.held ?? null;
  const release = useReleaseRestored();
  const mayRelease = useMay('channel-manage');
  const [asking, setAsking] = useState(false);
  if (held === null) return null;
  const isReady = held.done >= held.days;
  return (
    <>
      <Notice
        tone="warn"
        title={t('frame.restored.title', { moment: format.moment(held.takenAt) })}
        action={
          mayRelease && isReady ? (
            <Button size="compact-sm" onClick={() => setAsking(true)}>
              {t('frame.restored.release')}
            </Button>
          ) : undefined
        }
        live
      >
        <div>{t('frame.restored.means')}</div>
        <div className="num">{t('frame.restored.progress', { done: held.done, days: held.days })}</div>
      </Notice>
      {asking ? (
        <ReasonDialog
          title={t('frame.restored.release')}
          explain={t('frame.restored.explain')}
          confirm={t('frame.restored.release')}
          pending={release.isPending}
          error={release.error}
          onClose={() => {
            setAsking(false);
            release.reset();
          }}
          onConfirm={(reason, key) => release.mutate({ reason, key }, { onSuccess: () => setAsking(false) })}
        />
      ) : null}
    </>
  );
}
