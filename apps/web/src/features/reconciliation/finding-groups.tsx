// Open differences grouped by what can be done about them: one by one or several together, always by name and with a reason.
import { Button, Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRepair, type RepairAction } from '../../api/reconciliation.ts';
import { useMay } from '../../api/session.ts';
import type { Finding } from '../../api/types.ts';
import { useFormat } from '../../format/use-format.ts';
import { Notice, Pill } from '../../ui/notice.tsx';
import { Card } from '../../ui/page.tsx';
import { ReasonDialog } from '../../ui/reason-dialog.tsx';
import style from './reconciliation.module.css';

const GROUPS = ['kirim-ulang', 'catat-bpjs', 'terima'] as const satisfies readonly RepairAction[];
const RESULTS = ['dikirim', 'dicatat', 'diterima', 'sudah-ada', 'tidak-dapat', 'bpjs-terputus'] as const;

/** What a person is about to do with which differences. */
interface Intent {
  readonly action: RepairAction;
  readonly ids: readonly string[];
}

export function FindingGroups(props: { findings: readonly Finding[] }) {
  const { t } = useTranslation();
  const repair = useRepair();
  const [intent, setIntent] = useState<Intent | null>(null);
  // The first action that fits is the one that helps; accepting is always possible too.
  const groups = Map.groupBy(props.findings, ({ actions }) => GROUPS.find((action) => actions.includes(action)));
  const results = repair.data?.results ?? [];
  return (
    <>
      {results.length > 0 ? (
        <Notice tone={results.every(isDone) ? 'ok' : 'warn'} title={t('reconciliation.result.title')} live>
          {RESULTS.flatMap((result) => {
            const count = results.filter((one) => one.result === result).length;
            return count === 0 ? [] : [<div key={result}>{t(`reconciliation.result.${result}`, { count })}</div>];
          })}
        </Notice>
      ) : null}
      {GROUPS.map((action) => {
        const findings = groups.get(action) ?? [];
        return findings.length === 0 ? null : (
          <Group key={action} action={action} findings={findings} onIntent={setIntent} />
        );
      })}
      {intent === null ? null : (
        <ReasonDialog
          title={t('reconciliation.dialog.title', {
            action: t(`reconciliation.action.${intent.action}`),
            count: intent.ids.length,
          })}
          explain={t(`reconciliation.dialog.${intent.action}`)}
          confirm={t(`reconciliation.action.${intent.action}`)}
          pending={repair.isPending}
          error={repair.error}
          onClose={() => {
            setIntent(null);
            repair.reset();
          }}
          onConfirm={(reason, key) => repair.mutate({ ...intent, reason, key }, { onSuccess: () => setIntent(null) })}
        />
      )}
    </>
  );
}

function isDone({ result }: { result: (typeof RESULTS)[number] }): boolean {
  return result !== 'tidak-dapat' && result !== 'bpjs-terputus';
}

function Group(props: { action: RepairAction; findings: readonly Finding[]; onIntent: (intent: Intent) => void }) {
  const { t } = useTranslation();
  const mayManage = useMay('message-manage');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const { action, findings } = props;
  // What another person settled meanwhile is no longer chosen.
  const ids = findings.map(({ id }) => id).filter((id) => chosen.has(id));
  const isAll = ids.length === findings.length;
  const toggle = (id: string) => {
    const next = new Set(ids);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  return (
    <Card
      flush
      title={`${t(`reconciliation.group.${action}.title`)} · ${findings.length}`}
      aside={<span className="muted">{t(`reconciliation.group.${action}.explain`)}</span>}
    >
      {mayManage ? (
        <div className={style.bar}>
          <Checkbox
            label={t('reconciliation.selectAll')}
            checked={isAll}
            indeterminate={ids.length > 0 && !isAll}
            onChange={() => setChosen(new Set(isAll ? [] : findings.map(({ id }) => id)))}
          />
          {ids.length > 0 ? (
            <>
              <Button size="compact-md" onClick={() => props.onIntent({ action, ids })}>
                {t('reconciliation.together', { action: t(`reconciliation.action.${action}`), count: ids.length })}
              </Button>
              {action === 'terima' ? null : (
                <Button size="compact-md" variant="default" onClick={() => props.onIntent({ action: 'terima', ids })}>
                  {t('reconciliation.together', { action: t('reconciliation.action.terima'), count: ids.length })}
                </Button>
              )}
            </>
          ) : null}
        </div>
      ) : null}
      {findings.map((finding) => (
        <Row
          key={finding.id}
          finding={finding}
          chosen={chosen.has(finding.id)}
          onToggle={mayManage ? () => toggle(finding.id) : null}
          onAction={mayManage ? (wanted) => props.onIntent({ action: wanted, ids: [finding.id] }) : null}
        />
      ))}
    </Card>
  );
}

function Row(props: {
  finding: Finding;
  chosen: boolean;
  onToggle: (() => void) | null;
  onAction: ((action: RepairAction) => void) | null;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { finding } = props;
  const { visit, sender } = finding;
  const name = visit === null ? finding.key : `${visit.nomorAntrean} · ${visit.kodeBooking}`;
  return (
    <article className={style.row} aria-label={name}>
      {props.onToggle === null ? (
        <span />
      ) : (
        <Checkbox aria-label={t('reconciliation.select', { name })} checked={props.chosen} onChange={props.onToggle} />
      )}
      <div className={style.what}>
        <div className={style.head}>
          <Pill tone="warn">{t(`reconciliation.finding.${finding.finding}`)}</Pill>
          <strong>
            {t(`reconciliation.subject.${finding.subject}`)}
            {finding.subject === 'task' ? ` ${finding.key.slice(finding.key.lastIndexOf('|') + 1)}` : ''}
          </strong>
          <span className="num">{name}</span>
          {visit === null ? null : <span className="muted">{visit.namaPoli}</span>}
          <span className="muted num">{format.date(finding.date, 'short')}</span>
        </div>
        <div className="muted">
          {t(`reconciliation.means.${finding.finding}`)}
          {sender.source === null ? '' : ` ${t('reconciliation.sender', { source: sender.source })}.`}
          {sender.at === null ? '' : ` ${t('reconciliation.arrived', { moment: format.moment(sender.at) })}.`}
          {visit === null ? ` ${t('reconciliation.noVisit')}.` : ''}
        </div>
        <Sides finding={finding} />
      </div>
      <div className={style.buttons}>
        {props.onAction === null
          ? null
          : finding.actions.map((action, index) => (
              <Button
                key={action}
                size="compact-sm"
                variant={index === 0 ? 'light' : 'default'}
                onClick={() => props.onAction?.(action)}
              >
                {t(`reconciliation.action.${action}`)}
              </Button>
            ))}
        {visit === null ? null : (
          <Link to="." search={(previous) => ({ ...previous, kunjungan: visit.id })}>
            {t('reconciliation.openVisit')}
          </Link>
        )}
      </div>
    </article>
  );
}

const FIELDS = [
  'tanggalperiksa',
  'kodepoli',
  'poli',
  'kodedokter',
  'jampraktek',
  'nomorantrean',
  'nomorkartu',
  'status',
  'waktu',
  'nomorSep',
  'noUrut',
  'noKunjungan',
  'kdDiag1',
  'kdDiag2',
  'kdDiag3',
  'kdDokter',
  'kdStatusPulang',
] as const;

function Sides(props: { finding: Finding }) {
  const { t } = useTranslation();
  const format = useFormat();
  const shown = (field: string, value: string | null) =>
    value === null ? (
      <span className="muted">{t('reconciliation.sides.nothing')}</span>
    ) : field === 'waktu' ? (
      format.seconds(value)
    ) : (
      value
    );
  return (
    <div className={style.scroll}>
      <table className={style.sides}>
        <thead>
          <tr>
            <th scope="col">{t('reconciliation.sides.field')}</th>
            <th scope="col">{t('reconciliation.sides.ours')}</th>
            <th scope="col">{t('reconciliation.sides.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {props.finding.fields.map(({ field, ours, theirs }) => {
            const known = FIELDS.find((one) => one === field);
            return (
              <tr key={field}>
                <td>{known === undefined ? field : t(`reconciliation.fields.${known}`)}</td>
                <td className="num">{shown(field, ours)}</td>
                <td className="num">{shown(field, theirs)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
