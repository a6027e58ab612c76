import { Link } from '@tanstack/react-router'
import { ArrowLeft, ArrowRight, ChevronDown, CornerDownRight, Lightbulb } from 'lucide-react'
import {
  type SpokenTo,
  type StrategyPart,
  type SuccessGoal,
  strategyParts,
} from '../../../modules/plan/strategy/contract.ts'
import { Button } from '../../kit/button.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { PartFields } from './part-fields.tsx'
import type { Drafting } from './use-draft.ts'

type Props = {
  part: StrategyPart
  drafting: Drafting
  goals: readonly SuccessGoal[]
  personas: readonly SpokenTo[]
  onChoose: (part: StrategyPart) => void
}

/** One part: why it matters, an example, what to write, and what follows elsewhere. */
export function PartCard({ part, drafting, goals, personas, onChoose }: Props) {
  const t = useWords('strategy')
  const place = strategyParts.indexOf(part)
  const [before, after] = [strategyParts[place - 1], strategyParts[place + 1]]
  return (
    <Card
      title={
        <span className="flex flex-wrap items-baseline gap-x-2">
          {t(`parts.${part}`)}
          <span className="text-xs font-normal text-muted">
            {t('partOf', { number: place + 1, count: strategyParts.length })}
          </span>
        </span>
      }
    >
      <p className="max-w-prose text-base text-muted">{t(`why.${part}`)}</p>
      <details className="group mt-2 rounded-md bg-sunken px-3 open:pb-3">
        <summary className="flex min-h-control cursor-pointer list-none items-center gap-2 text-sm font-medium">
          <Lightbulb aria-hidden className="size-4 text-accent" />
          {t('example')}
          <ChevronDown aria-hidden className="ml-auto size-4 text-muted group-open:rotate-180" />
        </summary>
        <p className="max-w-prose text-base text-text italic">{t(`examples.${part}`)}</p>
      </details>
      <div className="mt-5 flex flex-col gap-5">
        <PartFields part={part} drafting={drafting} goals={goals} personas={personas} />
      </div>
      <div className="mt-6 flex items-start gap-2 border-t border-line pt-4 text-sm text-muted">
        <CornerDownRight aria-hidden className="mt-0.5 size-4 shrink-0" />
        <p>
          <strong className="font-medium text-text">{t('elsewhere')}. </strong>
          {t(`changes.${part}`)} <PartLink part={part} />
        </p>
      </div>
      <div className="mt-5 flex justify-between gap-2">
        {before ? (
          <Button icon={ArrowLeft} onClick={() => onChoose(before)}>
            {t('back')}
          </Button>
        ) : (
          <span />
        )}
        {after && (
          <Button onClick={() => onChoose(after)}>
            {t('next')}
            <ArrowRight aria-hidden className="size-4" />
          </Button>
        )}
      </div>
    </Card>
  )
}

const homes = {
  team: { to: '/settings/members' },
  audience: { to: '/personas' },
  metrics: { to: '/goals' },
  channels: { to: '/content-plan', search: { view: 'channels' } },
} as const
const hasHome = (part: StrategyPart): part is keyof typeof homes => part in homes

function PartLink({ part }: { part: StrategyPart }) {
  const t = useWords('strategy')
  if (!hasHome(part)) return null
  return (
    <Link {...(homes[part] as { to: string })} className="font-medium text-accent underline">
      {t(`links.${part}`)}
    </Link>
  )
}
