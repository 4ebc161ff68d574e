// Turns a failed call into words: the server's own when it gave them, ours when it could not be reached.
import { Button, Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isApiFailure } from '../api/transport.ts';
import { useFormat } from '../format/use-format.ts';
import { Notice, NoticeLine } from './notice.tsx';

export function FailureNotice(props: { error: unknown; onRetry?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const action = props.onRetry ? (
    <Button variant="default" size="compact-sm" onClick={props.onRetry}>
      {t('frame.state.retry')}
    </Button>
  ) : undefined;
  const failure = isApiFailure(props.error) ? props.error : null;
  if (failure?.body) {
    const { message, meaning, nextStep, reference } = failure.body;
    return (
      <Notice tone={failure.kind === 'broken' ? 'bad' : 'warn'} title={message} action={action} live>
        {meaning ? <div>{meaning}</div> : null}
        {nextStep ? <NoticeLine label={t('frame.state.nextStep')}>{nextStep}</NoticeLine> : null}
        {failure.kind === 'broken' ? <div className="muted">{t('frame.state.reference', { reference })}</div> : null}
      </Notice>
    );
  }
  if (failure?.status === 403) return <Notice tone="warn" title={t('frame.state.forbidden')} live />;
  if (failure?.kind === 'offline') {
    return (
      <Notice tone="bad" title={t('frame.state.offlineTitle')} action={action} live>
        {t('frame.state.offlineBody')}
      </Notice>
    );
  }
  if (failure?.kind === 'timeout') {
    return (
      <Notice tone="warn" title={t('frame.state.timeoutTitle')} action={action} live>
        {t('frame.state.timeoutBody')}
      </Notice>
    );
  }
  return (
    <Notice tone="bad" title={t('frame.state.brokenTitle')} action={action} live>
      {t('frame.state.brokenBody')}
      {failure && failure.status > 0 ? (
        <div className="muted">{t('frame.state.reference', { reference: `HTTP ${failure.status}` })}</div>
      ) : null}
    </Notice>
  );
}

export function Rows(props: { count?: number; height?: number }) {
  const { t } = useTranslation();
  return (
    <div aria-busy="true" aria-label={t('frame.state.loading')} style={{ display: 'grid', gap: 8, padding: 12 }}>
      {Array.from({ length: props.count ?? 6 }, (_, index) => (
        <Skeleton key={index} height={props.height ?? 28} radius="sm" />
      ))}
    </div>
  );
}

type QueryLike<T> = Pick<UseQueryResult<T>, 'data' | 'error' | 'isPending' | 'isError' | 'refetch' | 'dataUpdatedAt'>;

/** Loading, failed and filled states of one query; while a refetch fails the last data stays, with its age above it. */
export function QueryState<T>(props: { query: QueryLike<T>; rows?: number; children: (data: T) => ReactNode }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { query } = props;
  const retry = () => void query.refetch();
  if (query.data === undefined) {
    return query.isError ? <FailureNotice error={query.error} onRetry={retry} /> : <Rows count={props.rows ?? 6} />;
  }
  return (
    <>
      {query.isError ? (
        <Notice
          tone="warn"
          title={t('frame.state.staleNote', { age: format.age(new Date(query.dataUpdatedAt).toISOString()) })}
          action={
            <Button variant="default" size="compact-sm" onClick={retry}>
              {t('frame.state.retry')}
            </Button>
          }
        />
      ) : null}
      {props.children(query.data)}
    </>
  );
}
