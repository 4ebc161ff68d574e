// Keys for programs that send events. The key itself is shown once, right after it was made.
import { Button, Checkbox, CopyButton, Modal, NumberInput, TextInput } from '@mantine/core';
import { IconKey } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApiKeys, useCreateApiKey, useRevokeApiKey } from '../../api/settings.ts';
import type { ApiKey } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { newKey } from '../../platform/clock.ts';
import { FailureNotice, QueryState } from '../../ui/failure.tsx';
import { Empty, Notice, Pill } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import style from './settings.module.css';

const SCOPES = [
  'event-submit',
  'peserta-search',
  'schedule-read',
  'visit-register',
  'visit-read',
  'visit-event',
  'visit-cancel',
  'queue-read',
  'task-read',
  'message-read',
] as const;
const ONE_YEAR_DAYS = 365;
const MAX_DAYS = 365;

export function ApiKeysSection() {
  const { t } = useTranslation();
  const keys = useApiKeys();
  const [making, setMaking] = useState(false);
  const [revoking, setRevoking] = useState<ApiKey | null>(null);
  return (
    <Card
      title={t('settings.sections.keys')}
      aside={
        <Button size="compact-md" leftSection={<IconKey size={17} aria-hidden />} onClick={() => setMaking(true)}>
          {t('settings.keys.add')}
        </Button>
      }
      flush
    >
      <p className="muted" style={{ padding: '12px 16px', fontSize: 14 }}>
        {t('settings.keys.explain')}
      </p>
      <QueryState query={keys}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t('settings.keys.empty')} />
          ) : (
            <KeyTable items={items} onRevoke={setRevoking} />
          )
        }
      </QueryState>
      {making ? <NewKeyDialog onClose={() => setMaking(false)} /> : null}
      {revoking ? <RevokeDialog item={revoking} onClose={() => setRevoking(null)} /> : null}
    </Card>
  );
}

function KeyTable(props: { items: readonly ApiKey[]; onRevoke: (item: ApiKey) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className={style.scroll}>
      <table className={`${style.table} ${style.stack}`}>
        <thead>
          <tr>
            <th scope="col">{t('settings.keys.label')}</th>
            <th scope="col">{t('settings.keys.prefix')}</th>
            <th scope="col">{t('settings.keys.expires')}</th>
            <th scope="col">{t('settings.keys.lastUsed')}</th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {props.items.map((item) => (
            <tr key={item.id}>
              <td>{item.label}</td>
              <td className="mono">{item.prefix}…</td>
              <td className="num" data-label={t('settings.keys.expires')}>
                {format.date(item.expiresAt.slice(0, 10))}
              </td>
              <td className="muted num" data-label={t('settings.keys.lastUsed')}>
                {item.lastUsedAt ? format.moment(item.lastUsedAt) : t('settings.keys.never')}
              </td>
              <td style={{ textAlign: 'right' }}>
                {item.revokedAt ? (
                  <Pill tone="quiet">{t('settings.keys.revoked')}</Pill>
                ) : (
                  <Button variant="default" size="compact-sm" onClick={() => props.onRevoke(item)}>
                    {t('settings.keys.revoke')}
                  </Button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NewKeyDialog(props: { onClose: () => void }) {
  const { t } = useTranslation();
  const create = useCreateApiKey();
  const [label, setLabel] = useState('');
  const [scopes, setScopes] = useState<(typeof SCOPES)[number][]>(['event-submit']);
  const [days, setDays] = useState(ONE_YEAR_DAYS);
  const [key, setKey] = useState(newKey);
  const made = create.data;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('settings.keys.add')}
      closeButtonProps={{ 'aria-label': t('frame.state.close') }}
    >
      {made ? (
        <div className={style.form}>
          <Notice tone="warn" live title={t('settings.keys.once')} />
          <div className={`${style.secret} mono`}>{made.key}</div>
          <div className={style.actions}>
            <CopyButton value={made.key}>
              {(copy) => (
                <Button variant="light" onClick={copy.copy}>
                  {t(copy.copied ? 'settings.keys.copied' : 'settings.keys.copy')}
                </Button>
              )}
            </CopyButton>
            <Button onClick={props.onClose}>{t('settings.keys.done')}</Button>
          </div>
        </div>
      ) : (
        <form
          className={style.form}
          onChange={() => setKey(newKey())}
          onSubmit={(event) => {
            event.preventDefault();
            create.mutate({ apiKey: { label: label.trim(), scopes, expiresInDays: days }, key });
          }}
        >
          <TextInput
            label={t('settings.keys.label')}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
            data-autofocus
          />
          <Checkbox.Group
            label={t('settings.keys.scopes')}
            value={scopes}
            onChange={(values: string[]) => setScopes(SCOPES.filter((scope) => values.includes(scope)))}
          >
            <div style={{ display: 'grid', gap: 8, marginTop: 6 }}>
              {SCOPES.map((scope) => (
                <Checkbox key={scope} value={scope} label={t(`settings.keys.scope.${scope}`)} />
              ))}
            </div>
          </Checkbox.Group>
          <NumberInput
            label={t('settings.keys.days')}
            min={1}
            max={MAX_DAYS}
            clampBehavior="strict"
            value={days}
            onChange={(value) => setDays(Number(value) || 1)}
          />
          {create.error ? <FailureNotice error={create.error} /> : null}
          <div className={style.actions} style={{ justifyContent: 'flex-end' }}>
            <Button variant="default" onClick={props.onClose}>
              {t('frame.state.cancel')}
            </Button>
            <Button type="submit" disabled={label.trim() === '' || scopes.length === 0} loading={create.isPending}>
              {t('settings.keys.add')}
            </Button>
          </div>
        </form>
      )}
    </Modal>
  );
}

function RevokeDialog(props: { item: ApiKey; onClose: () => void }) {
  const { t } = useTranslation();
  const revoke = useRevokeApiKey();
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('settings.keys.revokeTitle', { name: props.item.label })}
      closeButtonProps={{ 'aria-label': t('frame.state.close') }}
    >
      <div className={style.form}>
        <div>{t('settings.keys.revokeExplain')}</div>
        {revoke.error ? <FailureNotice error={revoke.error} /> : null}
        <div className={style.actions} style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={props.onClose}>
            {t('frame.state.cancel')}
          </Button>
          <Button
            color="red"
            loading={revoke.isPending}
            onClick={() => revoke.mutate(props.item.id, { onSuccess: props.onClose })}
          >
            {t('settings.keys.revoke')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
