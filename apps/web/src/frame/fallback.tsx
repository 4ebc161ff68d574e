// What a person sees at an unknown address or when a screen breaks.
import { Button } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../ui/button-link.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';

export function NotFoundScreen() {
  const { t } = useTranslation();
  return (
    <Page title={t('frame.state.notFoundTitle')}>
      <Empty title={t('frame.state.notFoundBody')} action={<ButtonLink to="/">{t('frame.state.toHome')}</ButtonLink>} />
    </Page>
  );
}

export function CrashScreen(props: ErrorComponentProps) {
  const { t } = useTranslation();
  return (
    <Page title={t('frame.state.crashTitle')}>
      <Notice
        tone="bad"
        title={t('frame.state.crashTitle')}
        live
        action={
          <Button variant="default" onClick={() => window.location.reload()}>
            {t('frame.state.retry')}
          </Button>
        }
      >
        {t('frame.state.crashBody')}
        <div className="muted mono">{props.error instanceof Error ? props.error.message : ''}</div>
      </Notice>
    </Page>
  );
}
