import { useState } from 'react'
import {
  innerParts,
  MadeStrategyLink,
  type StrategyLink,
  type StrategyPart,
  strategyParts,
} from '../../../modules/plan/strategy/contract.ts'
import { api, path } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { useProblemWords } from '../../api/words.ts'
import { Badge } from '../../kit/badge.tsx'
import { Button } from '../../kit/button.tsx'
import { CopyField } from '../../kit/copy.tsx'
import { Sheet } from '../../kit/dialog.tsx'
import { ErrorState, SkeletonRows } from '../../kit/empty.tsx'
import { Field } from '../../kit/field.tsx'
import { useFormats } from '../../kit/format.ts'
import { Input } from '../../kit/input.tsx'
import { ShownOnce } from '../../kit/once.tsx'
import { Select } from '../../kit/select.tsx'
import { Checkbox } from '../../kit/switch.tsx'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { useLinks } from './use-strategy.ts'

/** Links by which people without an account read the strategy: one is made, others are ended. */
export function ShareSheet({ onClose }: { onClose: () => void }) {
  const t = useWords('strategy')
  const [made, setMade] = useState<MadeStrategyLink | null>(null)
  if (made) return <Made made={made} onClose={() => setMade(null)} />
  return (
    <Sheet open onClose={onClose} title={t('share.title')} help={t('share.help')}>
      <LinkForm onMade={setMade} />
      <h3 className="mt-8 mb-1 text-base font-semibold">{t('share.links')}</h3>
      <Links />
    </Sheet>
  )
}

function Made({ made, onClose }: { made: MadeStrategyLink; onClose: () => void }) {
  const t = useWords('strategy')
  const formats = useFormats()
  return (
    <ShownOnce
      title={t('share.madeTitle')}
      words={t('share.madeWords', { when: formats.moment(made.expiresAt) })}
      done={t('share.done')}
      onClose={onClose}
    >
      <CopyField value={made.url} label={t('share.linkLabel')} />
    </ShownOnce>
  )
}

const spans = ['7', '14', '30', '90'] as const

function LinkForm({ onMade }: { onMade: (made: MadeStrategyLink) => void }) {
  const t = useWords('strategy')
  const [label, setLabel] = useState('')
  const [days, setDays] = useState<(typeof spans)[number]>('14')
  const [parts, setParts] = useState<readonly StrategyPart[]>(
    strategyParts.filter((part) => !innerParts.includes(part)),
  )
  const make = useWrite(
    () =>
      api.post('/strategy/links', { body: { label, parts, days: Number(days) }, schema: MadeStrategyLink }),
    { touches: ['strategy'], onSuccess: onMade },
  )
  const toggle = (part: StrategyPart, chosen: boolean) =>
    setParts(strategyParts.filter((one) => (one === part ? chosen : parts.includes(one))))
  return (
    <form
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        if (parts.length > 0) make.mutate(undefined)
      }}
    >
      <Field label={t('share.label')} help={t('share.labelHelp')}>
        <Input maxLength={80} value={label} onChange={({ target }) => setLabel(target.value)} />
      </Field>
      <fieldset className="grid gap-x-4 gap-y-2.5 sm:grid-cols-2">
        <legend className="mb-2 text-sm font-medium">{t('share.parts')}</legend>
        {strategyParts.map((part) => (
          <Checkbox
            key={part}
            label={t(`parts.${part}`)}
            checked={parts.includes(part)}
            onChange={(chosen) => toggle(part, chosen)}
          />
        ))}
      </fieldset>
      {parts.length === 0 && (
        <p role="alert" className="text-sm text-bad">
          {t('share.choose')}
        </p>
      )}
      <Field label={t('share.days')} className="max-w-48">
        <Select
          value={days}
          onChange={setDays}
          choices={spans.map((value) => ({ value, label: t('share.daysOf', { count: Number(value) }) }))}
        />
      </Field>
      <Button
        type="submit"
        look="primary"
        className="self-start"
        busy={make.isPending}
        disabled={parts.length === 0}
      >
        {t('share.make')}
      </Button>
    </form>
  )
}

function Links() {
  const t = useWords('strategy')
  const words = useProblemWords()
  const links = useLinks()
  if (links.isPending) return <SkeletonRows rows={2} />
  if (links.error) return <ErrorState small words={words(links.error)} onRetry={() => void links.refetch()} />
  if (links.data.items.length === 0) return <p className="text-base text-muted">{t('share.noLinks')}</p>
  return (
    <ul className="divide-y divide-line">
      {links.data.items.map((link) => (
        <LinkRow key={link.id} link={link} />
      ))}
    </ul>
  )
}

function LinkRow({ link: { id, label, parts, madeBy, expiresAt, opens, state } }: { link: StrategyLink }) {
  const t = useWords('strategy')
  const formats = useFormats()
  const end = useWrite(() => api.delete(path`/strategy/links/${id}`), {
    touches: ['strategy'],
    onSuccess: () => toast(t('share.ended')),
  })
  return (
    <li className="flex items-start justify-between gap-3 py-3">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium break-words">
          {label || t('share.nobody')}
          <Badge tone={state === 'open' ? 'good' : 'quiet'}>
            {t(`share.states.${state}`, { name: madeBy })}
          </Badge>
        </p>
        <p className="text-sm text-muted">{formats.list(parts.map((part) => t(`parts.${part}`)))}</p>
        <p className="text-sm text-muted">
          {t('share.until', { when: formats.moment(expiresAt) })} · {t('share.opens', { count: opens })}
        </p>
      </div>
      <Button size="small" busy={end.isPending} onClick={() => end.mutate(undefined)}>
        {t('share.end')}
      </Button>
    </li>
  )
}
