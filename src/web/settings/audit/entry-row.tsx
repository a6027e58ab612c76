import { Link } from '@tanstack/react-router'
import { Bot, KeyRound } from 'lucide-react'
import type { ReactNode } from 'react'
import type { AuditRow } from '../../../modules/people/audit/contract.ts'
import { Avatar } from '../../kit/avatar.tsx'
import { Button } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { ChangeList } from './change-list.tsx'
import { placeOf } from './place-of.ts'
import { auditPage } from './routes.tsx'
import { useActionWords, useActorWords } from './use-entry-words.ts'

/** Changes that stand in the list itself; the others are one press away. */
const shown = 3

export function EntryRow({ entry }: { entry: AuditRow }) {
  const actionWords = useActionWords()
  const actorWords = useActorWords()
  const formats = useFormats()
  const { actor, subject, changes, at, address } = entry
  return (
    <li className="flex gap-3 px-4 py-3 md:px-5">
      <Face actor={actor} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <p className="break-words">
          <span className="font-medium">{actionWords(entry.action)}</span>
          {subject.name && <span className="text-muted"> · {subject.name}</span>}
        </p>
        <p className="flex flex-wrap gap-x-2 text-sm text-muted">
          <span className="break-words">{actorWords(actor)}</span>
          <time dateTime={at} className="figures" title={formats.moment(at)}>
            {formats.time(at)}
          </time>
          {address && <span className="break-all">{address}</span>}
        </p>
        {changes.length > 0 && <ChangeList changes={changes.slice(0, shown)} clamp />}
        <Details entry={entry} />
      </div>
    </li>
  )
}

function Face({ actor: { kind, name } }: Pick<AuditRow, 'actor'>) {
  if (kind === 'person') return <Avatar name={name} />
  const Icon = kind === 'key' ? KeyRound : Bot
  return (
    <span aria-hidden className="flex size-8 shrink-0 items-center justify-center rounded-full bg-quiet-soft">
      <Icon className="size-4 text-muted" />
    </span>
  )
}

/** Everything that is known of it, and the ways on: to the thing itself, and to entries of the same. */
function Details({ entry }: { entry: AuditRow }) {
  const t = useWords('audit')
  const formats = useFormats()
  const actorWords = useActorWords()
  const { actor, subject, changes, address, requestId, sealed } = entry
  const to = placeOf(entry)
  const hidden = changes.length - shown
  const exact = { dateStyle: 'full', timeStyle: 'long' } as const
  return (
    <details className="text-sm">
      <summary className="w-fit cursor-default rounded-sm py-0.5 text-muted hover:text-text touch:py-2.5">
        {hidden > 0 ? t('moreChanges', { count: hidden }) : t('more')}
      </summary>
      <div className="mt-1 flex flex-col gap-3 rounded-md bg-sunken p-3">
        {hidden > 0 && <ChangeList changes={changes} />}
        <dl className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[auto_1fr]">
          <Fact name={t('when')}>{formats.custom(entry.at, exact)}</Fact>
          <Fact name={t('who')}>
            {actorWords(actor)} {actor.id && <OnlyThis name={actorWords(actor)} set={{ actor: actor.id }} />}
          </Fact>
          {subject.id && (
            <Fact name={t('subject')}>
              {subject.name ?? subject.id.slice(0, 8)}{' '}
              <OnlyThis name={subject.name ?? subject.id.slice(0, 8)} set={{ subject: subject.id }} />
              {to && (
                <Link to={to as never} className="ml-3 underline touch:py-2.5">
                  {t('open')}
                </Link>
              )}
            </Fact>
          )}
          {address && (
            <Fact name={t('address')}>
              {address} <OnlyThis name={address} set={{ address }} />
            </Fact>
          )}
          {requestId && (
            <Fact name={t('request')}>
              <code>{requestId}</code>
            </Fact>
          )}
          <Fact name={t('place')}>{sealed ? formats.number(sealed.place) : t('notSealed')}</Fact>
          {sealed && (
            <Fact name={t('digest')}>
              <code>{sealed.digest}</code>
            </Fact>
          )}
        </dl>
      </div>
    </details>
  )
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <div className="contents">
    <dt className="text-muted">{name}</dt>
    <dd className="[overflow-wrap:anywhere]">{children}</dd>
  </div>
)

type Filter = { actor?: string; subject?: string; address?: string }

function OnlyThis({ name, set }: { name: string; set: Filter }) {
  const t = useWords('audit')
  const setSearch = auditPage.useSetSearch()
  return (
    <Button
      size="small"
      look="quiet"
      aria-label={t('showOnlyOf', { name })}
      onClick={() => setSearch(set, { replace: false })}
    >
      {t('showOnly')}
    </Button>
  )
}
