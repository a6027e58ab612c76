import { useState } from 'react'
import { useLocale } from 'use-intl'
import {
  type ClaimKind,
  Compliance,
  type PackFacts,
  type RuleFacts,
} from '../../../modules/create/compliance/contract.ts'
import { api } from '../../api/client.ts'
import { useMay } from '../../api/me.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { ErrorState, Skeleton } from '../../kit/empty.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { Switch } from '../../kit/switch.tsx'
import { useWords } from '../../kit/words.ts'
import { FindingSource } from './finding-words.tsx'
import { ReasonDialog } from './reason-dialog.tsx'
import { useCompliance, useOverrideCounts } from './use-compliance.ts'

/** Every pack with its version, its rules and their sources. */
export function PacksCard() {
  const t = useWords('compliance')
  const words = useProblemWords()
  const known = useCompliance()
  const counts = useOverrideCounts()
  if (known.isPending) return <Skeleton className="h-60 w-full" />
  if (known.error) return <ErrorState words={words(known.error)} onRetry={() => void known.refetch()} />
  const passed = new Map((counts.data?.items ?? []).map(({ rule, count }) => [rule, count]))
  const sorted = [...known.data.packs].sort((a, b) => Number(b.applies) - Number(a.applies))
  return (
    <Card title={t('packs.title')} help={t('packs.help')}>
      <div className="flex flex-col divide-y divide-line">
        {sorted.map((pack) => (
          <Pack key={pack.id} pack={pack} passed={passed} />
        ))}
      </div>
    </Card>
  )
}

function Pack({ pack, passed }: { pack: PackFacts; passed: ReadonlyMap<string, number> }) {
  const t = useWords('compliance')
  const formats = useFormats()
  return (
    <details className="group py-3 first:pt-0 last:pb-0">
      <summary className="flex min-h-9 cursor-pointer flex-wrap items-center gap-x-3 gap-y-1 touch:min-h-11">
        <span className="font-semibold">{t(`jurisdictions.${pack.jurisdiction ?? 'base'}`)}</span>
        <Badge tone={pack.applies ? 'good' : 'quiet'}>
          {t(pack.applies ? 'packs.applies' : 'packs.idle')}
        </Badge>
        <span className="text-sm text-muted">
          {t('packs.version', { day: formats.day(`${pack.version}T00:00:00Z`, 'UTC') })}
        </span>
      </summary>
      <p lang="en" className="mt-1 text-sm text-muted">
        {pack.name}
      </p>
      <ul className="mt-3 flex flex-col gap-4">
        {pack.rules.map((rule) => (
          <RuleRow key={rule.id} pack={pack.id} rule={rule} passed={passed.get(rule.id) ?? 0} />
        ))}
      </ul>
    </details>
  )
}

function RuleRow({ pack, rule, passed }: { pack: string; rule: RuleFacts; passed: number }) {
  const t = useWords('compliance')
  const formats = useFormats()
  const may = useMay()
  const [asking, setAsking] = useState(false)
  // Packs are written in English; elsewhere the screen says what rules of this kind ask.
  const english = useLocale().startsWith('en')
  const asked =
    rule.code === 'claim'
      ? `${t('asks.claim')} (${t(`proof.claims.${rule.id.replace('base.claim.', '') as ClaimKind}`)})`
      : t(`asks.${rule.code}`)
  const put = useWrite(
    (body: { off: boolean; reason: string }) =>
      api.put('/compliance/rules', { body: { rule: rule.id, ...body }, schema: Compliance }),
    { touches: ['posts'] },
  )
  const day = (value: string): string => formats.day(`${value}T00:00:00Z`, 'UTC')
  return (
    <li className="flex flex-col gap-1 border-l-2 border-line pl-3">
      <Switch
        label={t('packs.on', { rule: rule.id })}
        help={
          <>
            <strong className="font-semibold">
              {t(rule.severity === 'error' && isSure(rule) ? 'found.error' : 'found.warning')}:
            </strong>{' '}
            {english ? rule.says : asked}
          </>
        }
        checked={!rule.off}
        disabled={!may('workspace.own') || put.isPending}
        onChange={(on) => (on ? put.mutate({ off: false, reason: '' }) : setAsking(true))}
      />
      <span className="text-sm text-muted">
        {t('packs.from', { day: day(rule.validFrom) })}
        {passed > 0 && ` · ${t('packs.passed', { count: passed })}`}
      </span>
      <span className="text-sm">
        <FindingSource
          finding={{ rule: rule.id, packs: [pack], confidence: rule.confidence, source: rule.source }}
        />
      </span>
      {rule.off && (
        <span className="text-sm text-warn">
          {rule.off.by
            ? t('packs.offBy', {
                name: rule.off.by,
                when: formats.moment(rule.off.at),
                reason: rule.off.reason,
              })
            : t('packs.offNobody', { when: formats.moment(rule.off.at), reason: rule.off.reason })}
        </span>
      )}
      <Wording title={t('packs.accepts')} list={rule.accepts} />
      <Wording title={t('packs.rejects')} list={rule.rejects} />
      {asking && (
        <ReasonDialog
          title={t('packs.offTitle', { rule: rule.id })}
          help={t('packs.offHelp')}
          label={t('pass.reason')}
          sure={t('packs.off')}
          onClose={() => setAsking(false)}
          onSure={(reason) => {
            setAsking(false)
            put.mutate({ off: true, reason })
          }}
        />
      )}
    </li>
  )
}

const isSure = ({ confidence }: RuleFacts): boolean =>
  confidence !== 'unverified' && confidence !== 'contradicted'

function Wording({ title, list }: { title: string; list: readonly string[] }) {
  if (list.length === 0) return null
  return (
    <details className="text-sm text-muted">
      <summary className="min-h-6 cursor-pointer touch:min-h-11">{title}</summary>
      <p className="mt-1 break-words">{list.join(' · ')}</p>
    </details>
  )
}
