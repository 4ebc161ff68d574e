// Paper in and out: the report, the procedure for the wall, the register to write on; rows that come back from it, and people who left.
import { Button, Menu } from '@mantine/core';
import { IconDoorExit, IconPencilPlus, IconPrinter } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../api/session.ts';
import { FailureNotice } from '../../ui/failure.tsx';
import { printPdf } from '../../ui/print.ts';
import style from './continuity.module.css';

const PaperEntry = lazy(async () => ({ default: (await import('./paper-entry.tsx')).PaperEntry }));
const DepartureDialog = lazy(async () => ({ default: (await import('./departure-dialog.tsx')).DepartureDialog }));

export function Papers(props: { outageId: string | null }) {
  const { t } = useTranslation();
  const { outageId } = props;
  const mayRead = useMay('continuity-read');
  const mayManage = useMay('continuity-manage');
  const mayRegister = useMay('visit-register');
  const print = useMutation({ mutationFn: (path: string) => printPdf(path) });
  const [asking, setAsking] = useState<'paper' | 'left' | null>(null);
  return (
    <>
      <div className={style.papers}>
        {mayRead && outageId !== null ? (
          <Button
            leftSection={<IconPrinter size={18} aria-hidden />}
            loading={print.isPending}
            onClick={() => print.mutate(`/continuity/outages/${outageId}/report.pdf`)}
          >
            {t('continuity.report')}
          </Button>
        ) : null}
        <Menu position="bottom-start">
          <Menu.Target>
            <Button variant="default" leftSection={<IconPrinter size={18} aria-hidden />}>
              {t('continuity.prints')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => print.mutate('/continuity/sop.pdf')}>{t('continuity.sop')}</Menu.Item>
            {mayRead ? (
              <>
                <Menu.Item onClick={() => print.mutate('/continuity/register.pdf')}>{t('continuity.blank')}</Menu.Item>
                <Menu.Item onClick={() => print.mutate('/continuity/register.pdf?isi=hari')}>
                  {t('continuity.filled')}
                </Menu.Item>
              </>
            ) : null}
          </Menu.Dropdown>
        </Menu>
        {mayRegister ? (
          <Button
            variant="default"
            leftSection={<IconPencilPlus size={18} aria-hidden />}
            onClick={() => setAsking('paper')}
          >
            {t('continuity.paper.button')}
          </Button>
        ) : null}
        {mayManage && outageId !== null ? (
          <Button
            variant="default"
            leftSection={<IconDoorExit size={18} aria-hidden />}
            onClick={() => setAsking('left')}
          >
            {t('continuity.left.button')}
          </Button>
        ) : null}
      </div>
      {print.error ? <FailureNotice error={print.error} /> : null}
      <Suspense fallback={null}>
        {asking === 'paper' ? <PaperEntry onClose={() => setAsking(null)} /> : null}
        {asking === 'left' && outageId !== null ? (
          <DepartureDialog outageId={outageId} onClose={() => setAsking(null)} />
        ) : null}
      </Suspense>
    </>
  );
}
