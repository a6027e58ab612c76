import { ExternalLink, Trash2 } from 'lucide-react'
import { useState } from 'react'
import {
  AccountVerdict,
  type Check,
  type Finding,
  type InventoryItem,
} from '../../../modules/plan/presence/contract.ts'
import { useNetworks } from '../../api/channels.ts'
import { useMay } from '../../api/me.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { Badge } from '../../kit/badge.tsx'
import { Button, IconButton } from '../../kit/button.tsx'
import { cx } from '../../kit/class.ts'
import { useFormats } from '../../kit/format.ts'
import { toneText } from '../../kit/state.ts'
import { useWords } from '../../kit/words.ts'
import { History } from './history.tsx'
import { checkFaces, VerdictBadge } from './marks.tsx'
import { PostLines } from './post-lines.tsx'
import { useHistory, useJudgeAccount, useRemoveAccount } from './use-presence.ts'
import { VerdictButtons } from './verdict-buttons.tsx'

/** One account of the inventory: how whole it is, what works, and what is to become of it. */
export function AccountCard({ item }: { item: InventoryItem }) {
  const t = useWords('presence')
  const networks = useNetworks()
  const may = useMay()
  const { subject, network, handle, name, url, avatarUrl, note, finding, verdict } = item
  const face = networks.get(network)
  return (
    <li className="flex flex-col gap-4 rounded-lg border border-line bg-surface p-4 shadow-card md:p-5">
      <div className="flex flex-wrap items-start gap-3">
        <Avatar name={name} src={avatarUrl} size="large" network={face} />
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold break-words">{name}</h2>
          <p className="text-sm wrap-anywhere text-muted">
            {handle} · {face?.name ?? network}
          </p>
          {note && <p className="text-sm break-words text-muted">{note}</p>}
        </div>
        <div className="flex items-center gap-1">
          {verdict && <VerdictBadge verdict={verdict.verdict} />}
          {subject.kind === 'account' && <Badge>{t('typed')}</Badge>}
          {url && (
            <a href={url} target="_blank" rel="noreferrer noopener" className="inline-flex">
              <span className="inline-flex size-9 items-center justify-center rounded-md text-muted hover:bg-hover touch:size-11">
                <ExternalLink aria-hidden className="size-4" />
                <span className="sr-only">{t('openPage')}</span>
              </span>
            </a>
          )}
          {subject.kind === 'account' && may('strategy.manage') && <Remove id={subject.id} handle={handle} />}
        </div>
      </div>
      <Known finding={finding} />
      <Decide item={item} />
    </li>
  )
}

function Remove({ id, handle }: { id: string; handle: string }) {
  const t = useWords('presence')
  const remove = useRemoveAccount({ id, handle })
  return <IconButton icon={Trash2} label={t('removeAccount')} onClick={() => remove.mutate(undefined)} />
}

function Known({ finding }: { finding: Finding | null }) {
  const t = useWords('presence')
  if (!finding) return <p className="text-base text-muted">{t('notYet')}</p>
  return (
    <>
      {finding.looked === 'failed' && (
        <p className="text-base text-warn">{t('failed', { words: finding.failure ?? '' })}</p>
      )}
      {finding.looked === 'not_told' && (
        <p className="text-base text-muted">
          {t(finding.subject.kind === 'account' ? 'notAsked' : 'notLooked')}
        </p>
      )}
      {finding.checks.length > 0 && <Checks checks={finding.checks} />}
      {finding.subject.kind === 'channel' && <Figures finding={finding} />}
    </>
  )
}

function Checks({ checks }: { checks: readonly Check[] }) {
  const t = useWords('presence')
  const weak = checks.filter(
    ({ state, part }) => state !== 'unknown' && state !== 'good' && part in weakParts,
  )
  return (
    <div>
      <h3 className="mb-1.5 text-sm font-medium text-muted">{t('checks')}</h3>
      <ul className="flex flex-wrap gap-x-4 gap-y-1.5">
        {checks.map(({ part, state }) => {
          const { tone, icon: Icon } = checkFaces[state]
          return (
            <li key={part} className="inline-flex items-center gap-1.5 text-base">
              <Icon aria-hidden className={cx('size-4 shrink-0', toneText[tone])} />
              <span>{t(`parts.${part}`)}</span>
              {state !== 'good' && (
                <span className={cx('text-sm', toneText[tone])}>{t(`checkStates.${state}`)}</span>
              )}
              {state === 'good' && <span className="sr-only">{t('checkStates.good')}</span>}
            </li>
          )
        })}
      </ul>
      {weak.map((check) => (
        <WeakWords key={check.part} check={check} />
      ))}
    </div>
  )
}

const weakParts = { handle: 1, bio: 1, link: 1, proven: 1, alt: 1 }

/** Why a part is weak, where there is more to say than that it is. */
function WeakWords({ check: { part, state, facts } }: { check: Check }) {
  const t = useWords('presence')
  if (state === 'missing' && part !== 'alt') return null
  if (part !== 'handle' && part !== 'bio' && part !== 'link' && part !== 'proven' && part !== 'alt')
    return null
  const words = t(`weakFacts.${part}`, {
    length: Number(facts.length ?? 0),
    site: String(facts.site ?? ''),
    all: Number(facts.all ?? 0),
    described: Number(facts.described ?? 0),
  })
  return <p className="mt-1 text-sm text-muted">{words}</p>
}

function Figures({ finding }: { finding: Finding }) {
  const t = useWords('presence')
  const { number, day } = useFormats()
  const { profile, lastPostAt, published, best, worst } = finding
  const rows = [
    { name: t('followers'), value: number(profile?.followers ?? null) },
    { name: t('published'), value: number(published) },
    { name: t('lastPost'), value: lastPostAt ? day(lastPostAt) : '–' },
  ]
  return (
    <>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {rows.map(({ name, value }) => (
          <div key={name}>
            <dt className="text-sm text-muted">{name}</dt>
            <dd className="font-medium figures">{value}</dd>
          </div>
        ))}
      </dl>
      {best.length > 0 && (
        <div className="grid gap-4 md:grid-cols-2">
          <PostLines title={t('best')} posts={best} />
          {worst.length > 0 && <PostLines title={t('worst')} posts={worst} />}
        </div>
      )}
    </>
  )
}

function Decide({ item: { subject, name, finding, verdict } }: { item: InventoryItem }) {
  const t = useWords('presence')
  const may = useMay()
  const judge = useJudgeAccount(subject, name)
  const [open, setOpen] = useState(false)
  const history = useHistory(subject, open)
  const suggestion = finding?.suggestion
  return (
    <div className="flex flex-col gap-3 border-t border-line pt-4">
      {suggestion && (
        <p className="text-base">
          <strong className="font-medium">
            {t('suggested', { verdict: t(`verdicts.${suggestion.verdict}`) })}
          </strong>{' '}
          <span className="text-muted">
            {suggestion.reasons
              .map(({ code, facts }) =>
                t(`reasons.${code}`, {
                  count: Number(facts.count ?? 0),
                  days: Number(facts.days ?? 0),
                  followers: Number(facts.followers ?? 0),
                }),
              )
              .join(' ')}
          </span>
        </p>
      )}
      {may('strategy.manage') && (
        <VerdictButtons
          label={`${t('verdict')}: ${name}`}
          verdicts={AccountVerdict.options}
          held={verdict?.verdict ?? null}
          busy={judge.isPending}
          bare={!open}
          onJudge={(chosen, reason, done) => judge.mutate({ verdict: chosen, reason }, { onSuccess: done })}
        />
      )}
      <div>
        <Button look="quiet" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t('whyAndHistory')}
        </Button>
      </div>
      {open && history.data && <History items={history.data.items} />}
    </div>
  )
}
