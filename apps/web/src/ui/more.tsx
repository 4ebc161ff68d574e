// The end of a list that comes in pages: the next one is fetched when this comes into view, and by the button where that does not happen.
import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

export interface MoreProps {
  readonly loading: boolean;
  readonly onMore: () => void;
}

export function More(props: MoreProps) {
  const { t } = useTranslation();
  const end = useRef<HTMLDivElement>(null);
  const { loading, onMore } = props;
  useEffect(() => {
    const element = end.current;
    if (!element || loading) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some((entry) => entry.isIntersecting)) onMore();
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [loading, onMore]);
  return (
    <div ref={end} style={{ padding: 12, textAlign: 'center' }} data-no-print>
      <Button variant="default" loading={loading} onClick={onMore}>
        {t('frame.state.more')}
      </Button>
    </div>
  );
}
