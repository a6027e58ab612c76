import { Check, CircleAlert, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Fit, RunNote } from '../../../modules/create/assistant/contract.ts'
import { useProblemWords } from '../../api/words.ts'
import { Alert } from '../../kit/alert.tsx'
import { useFormats } from '../../kit/format.ts'
import { Spinner } from '../../kit/progress.tsx'
import { useWords } from '../../kit/words.ts'
import { Difference } from '../approval/changed-text.tsx'
import { useComposing } from '../posts/composer-context.ts'
import type { Came, RunState } from './use-run.ts'
import { useTinyMoney } from './use-tiny-money.ts'

type Props = {
  run: RunState
  before: string | null
  /** What comes is words for a person: not so where it is read into something else, such as remarks. */
  streams?: boolean
  /** What came is shown as words below; hashtags are chosen instead. */
  says?: boolean
  children?: ReactNode
}

/** What came: while it comes, what is to be known of it, and what it cost. `before`: shown struck through where it was changed. */
export function AnswerView({ run, before, streams = true, says = true, children }: Props) {
  const { phase, text, again, came, problem } = run
  const t = useWords('assistant')
  const words = useProblemWords()
  if (phase === 'idle') return null
  return (
    <section aria-label={t('answer')} className="flex flex-col gap-3" aria-busy={phase === 'running'}>
      {phase === 'running' && (
        <>
          <p role="status" className="flex items-center gap-2 text-sm text-muted">
            <Spinner />
            {again ? t('again') : t('writing')}
          </p>
          {streams && text !== '' && <Shown>{text}</Shown>}
        </>
      )}
      {problem !== null && <Alert tone="bad">{words(problem)}</Alert>}
      {phase === 'done' && came && (
        <>
          <Notes notes={came.notes} />
          {says && came.text !== '' && (
            <Shown>{before === null ? came.text : <Difference before={before} after={came.text} />}</Shown>
          )}
          {children}
          <Fits fits={came.fits} />
          <Bill came={came} />
        </>
      )}
      {phase === 'done' && !came && problem === null && (
        <p className="text-sm text-muted">{t('cancelled')}</p>
      )}
    </section>
  )
}

const Shown = ({ children }: { children: ReactNode }) => (
  <div className="rounded-md border border-line bg-sunken px-3 py-2.5 break-words whitespace-pre-wrap">
    {children}
  </div>
)

/** What a person is told before they take it; what leads elsewhere comes first. */
function Notes({ notes }: { notes: readonly RunNote[] }) {
  const t = useWords('assistant')
  if (notes.length === 0) return null
  return (
    <ul className="flex flex-col gap-1.5">
      {notes.map(({ code, word }) => (
        <li key={`${code}${word}`} className="flex items-start gap-2 text-sm text-warn">
          <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span className="min-w-0 break-words">{t(`notes.${code}`, { word })}</span>
        </li>
      ))}
    </ul>
  )
}

function Fits({ fits }: { fits: readonly Fit[] }) {
  const t = useWords('assistant')
  const formats = useFormats()
  const { desk } = useComposing()
  return (
    <ul className="flex flex-col gap-1">
      {fits.map(({ channelId, length, max, fits: does }) => {
        const Icon = does ? Check : CircleAlert
        const name = channelId === null ? t('asked') : (desk.get(channelId)?.name ?? '')
        const facts = { name, length: formats.number(length), max: formats.number(max) }
        return (
          <li
            key={channelId}
            className={`flex items-start gap-2 text-sm ${does ? 'text-muted' : 'text-bad'}`}
          >
            <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
            <span className="min-w-0 break-words">{does ? t('fits', facts) : t('tooLong', facts)}</span>
          </li>
        )
      })}
    </ul>
  )
}

function Bill({ came: { bill, model } }: { came: Came }) {
  const t = useWords('assistant')
  const money = useTinyMoney()
  if (!bill || bill.cost === 0) return <p className="text-xs text-faint">{t('by', { model })}</p>
  const facts = { model, cost: money(bill.cost, bill.currency) }
  return <p className="text-xs text-faint">{bill.estimated ? t('billEstimated', facts) : t('bill', facts)}</p>
}
