// Where alerts are sent besides the bell: webhooks and e-mail. A secret is shown once; the test says what the other side said.
import { Button, CopyButton, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  useAddAlertEndpoint,
  useAlertEndpoints,
  useRemoveAlertEndpoint,
  useTestAlertEndpoint,
  type AlertEndpoint,
} from '../../api/alerts.ts';
import { useFormat } from '../../format/use-format.ts';
import { newKey } from '../../platform/clock.ts';
import { FailureNotice, QueryState } from '../../ui/failure.tsx';
import { Empty, Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import style from './settings.module.css';

export function AlertsSection() {
  const { t } = useTranslation();
  const endpoints = useAlertEndpoints();
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<AlertEndpoint | null>(null);
  return (
    <Card
      title={t('settings.sections.alerts')}
      aside={
        <Button size="compact-md" leftSection={<IconPlus size={17} aria-hidden />} onClick={() => setAdding(true)}>
          {t('alerts.places.add')}
        </Button>
      }
      flush
    >
      <p className="muted" style={{ padding: '12px 16px', fontSize: 14 }}>
        {t('alerts.places.explain')}
      </p>
      <QueryState query={endpoints}>
        {(items) =>
          items.length === 0 ? (
            <Empty title={t('alerts.places.empty')} />
          ) : (
            <EndpointTable items={items} onRemove={setRemoving} />
          )
        }
      </QueryState>
      {adding ? <AddDialog onClose={() => setAdding(false)} /> : null}
      {removing ? <RemoveDialog item={removing} onClose={() => setRemoving(null)} /> : null}
    </Card>
  );
}

function EndpointTable(props: { items: readonly AlertEndpoint[]; onRemove: (item: AlertEndpoint) => void }) {
  const { t } = useTranslation();
  return (
    <div className={style.scroll}>
      <table className={`${style.table} ${style.stack} ${style.lastBelow}`}>
        <thead>
          <tr>
            <th scope="col">{t('alerts.places.label')}</th>
            <th scope="col">{t('alerts.places.target')}</th>
            <th scope="col">{t('alerts.places.lastSent')}</th>
            <th scope="col" />
          </tr>
        </thead>
        <tbody>
          {props.items.map((item) => (
            <EndpointRow key={item.id} item={item} onRemove={props.onRemove} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function EndpointRow(props: { item: AlertEndpoint; onRemove: (item: AlertEndpoint) => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const test = useTestAlertEndpoint();
  const { item } = props;
  const state = [
    item.lastSentAt === null ? t('alerts.places.never') : format.age(item.lastSentAt),
    item.lastError === null ? '' : t('alerts.places.lastError', { code: item.lastError }),
    item.waiting === 0 ? '' : t('alerts.places.waiting', { count: item.waiting }),
  ].filter((part) => part !== '');
  return (
    <tr>
      <td>{item.label}</td>
      <td>
        {t(`alerts.places.${item.kind}`)} · <span className="mono">{item.target}</span>
      </td>
      <td data-label={t('alerts.places.lastSent')}>{state.join(' · ')}</td>
      <td>
        <div className={style.actions}>
          <Button variant="default" size="compact-sm" loading={test.isPending} onClick={() => test.mutate(item.id)}>
            {t('alerts.places.test')}
          </Button>
          <Button variant="default" size="compact-sm" onClick={() => props.onRemove(item)}>
            {t('alerts.places.remove')}
          </Button>
        </div>
        {test.data ? (
          <Notice tone={test.data.ok ? 'ok' : 'bad'} live>
            {t(test.data.ok ? 'alerts.places.testOk' : 'alerts.places.testFailed', { detail: test.data.detail })}
          </Notice>
        ) : null}
        {test.error ? <FailureNotice error={test.error} /> : null}
      </td>
    </tr>
  );
}

const KINDS = ['webhook', 'email'] as const;
type Kind = (typeof KINDS)[number];

function AddDialog(props: { onClose: () => void }) {
  const { t } = useTranslation();
  const add = useAddAlertEndpoint();
  const [key] = useState(newKey);
  const [kind, setKind] = useState<Kind>('email');
  const [label, setLabel] = useState('');
  const [target, setTarget] = useState('');
  const secret = add.data?.secret ?? null;
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t(secret === null ? 'alerts.places.add' : 'alerts.places.secretTitle')}
      closeButtonProps={{ 'aria-label': t('frame.state.close') }}
    >
      {secret === null ? (
        <form
          className={style.form}
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate(
              { endpoint: { kind, label, target }, key },
              { onSuccess: (made) => (made.secret === null ? props.onClose() : undefined) },
            );
          }}
        >
          <SegmentedControl
            aria-label={t('alerts.places.kind')}
            value={kind}
            onChange={(value) => setKind(KINDS.find((one) => one === value) ?? 'email')}
            data={KINDS.map((one) => ({ value: one, label: t(`alerts.places.${one}`) }))}
          />
          <TextInput
            label={t('alerts.places.label')}
            value={label}
            onChange={(event) => setLabel(event.currentTarget.value)}
            maxLength={100}
          />
          <TextInput
            label={t('alerts.places.target')}
            placeholder={t(kind === 'email' ? 'alerts.places.targetEmail' : 'alerts.places.targetWebhook')}
            value={target}
            onChange={(event) => setTarget(event.currentTarget.value)}
            maxLength={500}
          />
          {add.error ? <FailureNotice error={add.error} /> : null}
          <div className={style.actions} style={{ justifyContent: 'flex-end' }}>
            <Button variant="default" onClick={props.onClose}>
              {t('frame.state.cancel')}
            </Button>
            <Button type="submit" disabled={label.trim() === '' || target.trim() === ''} loading={add.isPending}>
              {t('alerts.places.add')}
            </Button>
          </div>
        </form>
      ) : (
        <Secret secret={secret} onClose={props.onClose} />
      )}
    </Modal>
  );
}

function Secret(props: { secret: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <div className={style.form}>
      <Notice tone="warn">{t('alerts.places.secretExplain')}</Notice>
      <code className="mono" style={{ overflowWrap: 'anywhere' }}>
        {props.secret}
      </code>
      <div className={style.actions} style={{ justifyContent: 'flex-end' }}>
        <CopyButton value={props.secret}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {t(copied ? 'alerts.places.copied' : 'alerts.places.copy')}
            </Button>
          )}
        </CopyButton>
        <Button onClick={props.onClose}>{t('alerts.places.done')}</Button>
      </div>
    </div>
  );
}

function RemoveDialog(props: { item: AlertEndpoint; onClose: () => void }) {
  const { t } = useTranslation();
  const remove = useRemoveAlertEndpoint();
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t('alerts.places.removeTitle', { name: props.item.label })}
      closeButtonProps={{ 'aria-label': t('frame.state.close') }}
    >
      <div className={style.form}>
        <div>{t('alerts.places.removeExplain')}</div>
        {remove.error ? <FailureNotice error={remove.error} /> : null}
        <div className={style.actions} style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={props.onClose}>
            {t('frame.state.cancel')}
          </Button>
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate(props.item.id, { onSuccess: props.onClose })}
          >
            {t('alerts.places.remove')}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
