import { Sparkle } from 'lucide-react'
import { useId, useState } from 'react'
import type { SmartAnswer } from '../../../modules/plan/smart/contract.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { Field } from '../../kit/field.tsx'
import { Textarea } from '../../kit/input.tsx'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { keep } from './kept.ts'
import { quoted, ResultRow } from './result-row.tsx'
import { useTakeApart } from './use-smart.ts'

type Props = {
  start: string
  answer: SmartAnswer | null
  chosen: number | null
  done: ReadonlySet<number>
  onTaken: (answer: SmartAnswer) => void
  onChoose: (place: number) => void
}

/** A wish in one's own words, taken apart into goals. */
export function SentenceCard({ start, answer, chosen, done, onTaken, onChoose }: Props) {
  const t = useWords('smart')
  const id = useId()
  const [text, setText] = useState(start)
  const take = useTakeApart(onTaken)
  const run = () => {
    if (text.trim() !== '') take.mutate(text.trim())
  }
  return (
    <Card title={t('sayTitle')} help={t('sayHelp')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          run()
        }}
        className="flex flex-col gap-3"
      >
        <Field label={t('sayLabel')} hideLabel>
          <Textarea
            rows={2}
            maxLength={500}
            placeholder={t('sayExample')}
            value={text}
            onChange={({ target }) => {
              setText(target.value)
              keep({ sentence: target.value })
            }}
            onKeyDown={(event) => {
              // A sentence has no lines: Enter asks.
              if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
              event.preventDefault()
              run()
            }}
          />
        </Field>
        <Button
          type="submit"
          icon={Sparkle}
          busy={take.isPending}
          disabled={text.trim() === ''}
          className="self-start"
        >
          {t('take')}
        </Button>
      </form>
      {answer && (
        <section aria-labelledby={id} className="mt-4 flex flex-col gap-3">
          <Summary answer={answer} id={id} />
          <ul className="divide-y divide-line">
            {answer.goals.map((goal, place) => (
              <ResultRow
                key={goal.said}
                goal={goal}
                state={done.has(place) ? 'done' : place === chosen ? 'chosen' : 'free'}
                onChoose={() => onChoose(place)}
                onEntered={run}
              />
            ))}
          </ul>
        </section>
      )}
    </Card>
  )
}

function Summary({ answer: { goals, vague, left }, id }: { answer: SmartAnswer; id: string }) {
  const t = useWords('smart')
  const isNothing = goals.every(({ draft }) => draft.metric === null && draft.thing === null)
  return (
    <div id={id} role="status" className="flex flex-col gap-3">
      {isNothing ? (
        <Alert tone="warn">{t('nothing')}</Alert>
      ) : (
        goals.length > 1 && <Alert tone="info">{t('several', { count: goals.length })}</Alert>
      )}
      {vague.length > 0 && <Alert tone="warn">{t('vague', { words: quoted(vague) })}</Alert>}
      {left.length > 0 && <Alert tone="warn">{t('left', { words: quoted(left) })}</Alert>}
    </div>
  )
}
