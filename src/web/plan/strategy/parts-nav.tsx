import { Check } from 'lucide-react'
import { type StrategyPart, strategyParts } from '../../../modules/plan/strategy/contract.ts'
import { cx } from '../../kit/class.ts'
import { Progress } from '../../kit/progress.tsx'
import { Select } from '../../kit/select.tsx'
import { useWords } from '../../kit/words.ts'

type Props = {
  shown: StrategyPart
  filled: readonly StrategyPart[]
  changed: readonly StrategyPart[]
  onChoose: (part: StrategyPart) => void
}

/** How far it is, and the way from one part to another: a list beside the part, on a phone one line above it. */
export function PartsNav({ shown, filled, changed, onChoose }: Props) {
  const t = useWords('strategy')
  const count = strategyParts.length
  const progress = t('progress', { filled: filled.length, count })
  return (
    <nav aria-label={t('nav')} className="flex flex-col gap-3 lg:sticky lg:top-6">
      <div className="flex flex-col gap-1.5">
        <p className="text-sm text-muted figures">{progress}</p>
        <Progress share={filled.length / count} label={progress} tone="good" />
      </div>
      <div className="lg:hidden">
        <Select
          label={t('nav')}
          value={shown}
          onChange={onChoose}
          className="w-full"
          choices={strategyParts.map((part, place) => ({
            value: part,
            label: `${place + 1}. ${t(`parts.${part}`)}`,
            help: stateWords(part),
          }))}
        />
      </div>
      <ol className="flex flex-col gap-0.5 max-lg:hidden">
        {strategyParts.map((part, place) => (
          <li key={part}>
            <button
              type="button"
              aria-current={part === shown ? 'step' : undefined}
              onClick={() => onChoose(part)}
              className={cx(
                'flex w-full items-center gap-3 rounded-md px-2 py-2 text-left hover:bg-hover',
                part === shown && 'bg-accent-soft font-medium text-accent hover:bg-accent-soft',
              )}
            >
              <Mark place={place + 1} filled={filled.includes(part)} />
              <span className="min-w-0 flex-1">
                {t(`parts.${part}`)}
                <span className="sr-only">, {stateWords(part)}</span>
              </span>
              {changed.includes(part) && <span className="text-xs text-warn">{t('state.unsaved')}</span>}
            </button>
          </li>
        ))}
      </ol>
    </nav>
  )

  function stateWords(part: StrategyPart): string {
    if (changed.includes(part)) return t('state.unsaved')
    return t(filled.includes(part) ? 'state.filled' : 'state.empty')
  }
}

const Mark = ({ place, filled }: { place: number; filled: boolean }) => (
  <span
    aria-hidden
    className={cx(
      'flex size-6 shrink-0 items-center justify-center rounded-full border text-xs figures',
      filled ? 'border-good-mark bg-good-soft text-good' : 'border-line-strong text-muted',
    )}
  >
    {filled ? <Check className="size-3.5" /> : place}
  </span>
)
