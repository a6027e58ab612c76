import {
  differences,
  type StrategyPart,
  type StrategyState,
} from '../../../modules/plan/strategy/contract.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { WordsDifference } from './difference.tsx'
import { useSaid } from './part-names.ts'
import type { Drafting } from './use-draft.ts'

type Props = { state: StrategyState; drafting: Drafting }

/** Two wrote the same parts. Both texts are here until somebody has said which holds. */
export function ConflictCard({ state, drafting }: Props) {
  const t = useWords('strategy')
  const formats = useFormats()
  const { conflict } = drafting
  if (!conflict) return null
  const parts = formats.list(conflict.parts.map((part) => t(`parts.${part}`)))
  return (
    <Card>
      <Alert tone="warn" title={t('conflict.title')}>
        {t('conflict.words', { name: conflict.by ?? t('conflict.nobody'), parts })}
      </Alert>
      <div className="mt-4 flex flex-col gap-6">
        {conflict.parts.map((part) => (
          <Sides key={part} part={part} state={state} drafting={drafting} />
        ))}
      </div>
    </Card>
  )
}

/** From what they saved to what was written here: struck through is only theirs, underlined only yours. */
function Sides({ part, state, drafting }: Props & { part: StrategyPart }) {
  const t = useWords('strategy')
  const said = useSaid()
  const names = new Map([...state.goals, ...state.personas].map(({ id, name }) => [id, name]))
  const found = differences(state.parts, drafting.values).filter((one) => one.part === part)
  return (
    <section className="flex flex-col gap-3">
      <h3 className="font-semibold">{t(`parts.${part}`)}</h3>
      {found.length === 0 && <p className="text-muted">{t('conflict.same')}</p>}
      {found.map(({ field, before, after }) => {
        const [theirs, yours] = [before, after].map((value) => said.value(field, value, names))
        return (
          <div key={field} className="flex flex-col gap-2">
            <h4 className="text-sm text-muted">{said.field(part, field)}</h4>
            <div className="grid gap-3 sm:grid-cols-2">
              <Side title={t('conflict.theirs')} words={theirs ?? ''} />
              <Side title={t('conflict.yours')} words={yours ?? ''} />
            </div>
            {theirs && yours && <WordsDifference before={theirs} after={yours} />}
          </div>
        )
      })}
      <div className="flex flex-wrap gap-2">
        <Button onClick={() => drafting.settle(part, 'mine')}>{t('conflict.takeMine')}</Button>
        <Button onClick={() => drafting.settle(part, 'theirs')}>{t('conflict.takeTheirs')}</Button>
      </div>
    </section>
  )
}

const Side = ({ title, words }: { title: string; words: string }) => (
  <div className="min-w-0">
    <h5 className="mb-1 text-xs font-medium text-muted">{title}</h5>
    <p className="max-h-72 overflow-y-auto rounded-md border border-line p-3 text-base break-words whitespace-pre-wrap">
      {words || '–'}
    </p>
  </div>
)
