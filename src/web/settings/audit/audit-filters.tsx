import { Search, X } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { type AuditRow, auditSubjects } from '../../../modules/people/audit/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { Button } from '../../kit/button.tsx'
import { DateField } from '../../kit/datetime.tsx'
import { dash } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { auditPage } from './routes.tsx'
import { useActorWords } from './use-entry-words.ts'
import { type Span, spanOf, spans, windowOf } from './window.ts'

/** What is shown: kept in the address, so that a colleague is shown the same. */
export function AuditFilters({ items }: { items: readonly AuditRow[] }) {
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap items-start gap-2">
        <SearchBox />
        <AboutChoice />
        <WindowChoice />
      </div>
      <Only first={items[0]} />
    </div>
  )
}

function SearchBox() {
  const t = useWords('audit')
  const { q = '' } = auditPage.useSearch()
  const setSearch = auditPage.useSetSearch()
  const [text, setText] = useState(q)
  const look = () => setSearch({ q: text.trim() || undefined })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    look()
  }
  return (
    <search className="min-w-0 flex-1 basis-full sm:max-w-72 sm:basis-40">
      <form onSubmit={submit}>
        <Input
          type="search"
          icon={Search}
          aria-label={t('search')}
          placeholder={t('search')}
          maxLength={100}
          value={text}
          onChange={({ target }) => {
            setText(target.value)
            if (target.value === '') setSearch({ q: undefined })
          }}
          onBlur={look}
        />
      </form>
    </search>
  )
}

function AboutChoice() {
  const t = useWords('audit')
  const { about } = auditPage.useSearch()
  const setSearch = auditPage.useSetSearch()
  const known = auditSubjects.find((one) => one === about)
  return (
    <Select
      label={t('about')}
      className="w-auto! flex-1 sm:flex-none"
      value={known ?? 'everything'}
      onChange={(next) => setSearch({ about: next === 'everything' ? undefined : next })}
      choices={[
        { value: 'everything' as const, label: t('everything') },
        ...auditSubjects.map((value) => ({ value, label: t(`subjects.${value}`) })),
      ]}
    />
  )
}

function WindowChoice() {
  const t = useWords('audit')
  const { from, to } = auditPage.useSearch()
  const setSearch = auditPage.useSetSearch()
  const { timeZone, weekStartsOn } = useWorkspace()
  const today = toCivil(new Date(), timeZone).slice(0, 10)
  const [own, setOwn] = useState(false)
  const name = own ? 'own' : spanOf({ from, to }, today)
  const choose = (next: Span | 'any' | 'own') => {
    setOwn(next === 'own')
    if (next === 'any') setSearch({ from: undefined, to: undefined })
    else if (next !== 'own') setSearch(windowOf(next, today))
  }
  const field = { zone: timeZone, weekStartsOn }
  return (
    <>
      <Select
        label={t('window')}
        className="w-auto! flex-1 sm:flex-none"
        value={name}
        onChange={choose}
        choices={(['any', ...spans, 'own'] as const).map((value) => ({
          value,
          label: t(`windows.${value}`),
        }))}
      />
      {name === 'own' && (
        <div className="grid w-full grid-cols-2 gap-2 sm:w-auto">
          <DateField
            {...field}
            label={t('from')}
            value={from ?? ''}
            onChange={(day) => setSearch({ from: day })}
          />
          <DateField
            {...field}
            label={t('to')}
            value={to ?? ''}
            min={from}
            onChange={(day) => setSearch({ to: day })}
          />
        </div>
      )}
    </>
  )
}

/** What was chosen from an entry: one who did it, one thing, one address. Their names are those of the entries found. */
function Only({ first }: { first: AuditRow | undefined }) {
  const t = useWords('audit')
  const actorWords = useActorWords()
  const { actor, subject, address } = auditPage.useSearch()
  const setSearch = auditPage.useSetSearch()
  const chosen = [
    actor && { key: 'actor' as const, name: first ? actorWords(first.actor) : dash },
    subject && { key: 'subject' as const, name: first?.subject.name ?? subject.slice(0, 8) },
    address && { key: 'address' as const, name: address },
  ].filter((one) => typeof one === 'object')
  if (chosen.length === 0) return null
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">{t('narrowed')}</legend>
      {chosen.map(({ key, name }) => {
        const what = t(`only.${key}`, { name })
        return (
          <Button
            key={key}
            size="small"
            className="max-w-full"
            aria-label={t('stop', { what })}
            onClick={() => setSearch({ [key]: undefined })}
          >
            <span className="max-w-60 truncate" title={name}>
              {what}
            </span>
            <X aria-hidden className="size-4 shrink-0 text-faint" />
          </Button>
        )
      })}
    </fieldset>
  )
}
