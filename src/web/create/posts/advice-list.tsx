import type { Advice } from '../../../modules/plan/advice/contract.ts'
import { useFormats } from '../../kit/format.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing } from './composer-context.ts'
import { FoundLine } from './found-list.tsx'
import type { useAdvice } from './use-advice.ts'

type Props = Pick<ReturnType<typeof useAdvice>, 'open' | 'leave'>

/** What the strategy says, a line each, with the press that leaves it as it is. */
export function AdviceLines({ open, leave }: Props) {
  const t = useWords('advice')
  return open.map((advice) => (
    <FoundLine
      key={`${advice.code} ${advice.about}`}
      level="hint"
      mark={<Marks advice={advice} />}
      action={
        <button
          type="button"
          className={press}
          aria-label={`${t('leave')}: ${t(`short.${advice.code}`)}`}
          onClick={() => leave(advice)}
        >
          {t('leave')}
        </button>
      }
    >
      <AdviceWords advice={advice} />
    </FoundLine>
  ))
}

const press = 'min-h-6 text-left font-semibold text-accent hover:underline touch:-my-2.5 touch:min-h-11'

/** What somebody left as it is, folded up: it is known, and not said again. */
export function LeftAsIs({ left, takeUp }: Pick<ReturnType<typeof useAdvice>, 'left' | 'takeUp'>) {
  const t = useWords('advice')
  const formats = useFormats()
  if (left.length === 0) return null
  return (
    <details className="mt-2 text-sm text-muted">
      <summary className="min-h-6 cursor-pointer touch:min-h-11">{t('left', { count: left.length })}</summary>
      <ul className="mt-1 flex flex-col gap-1.5 border-l-2 border-line pl-3">
        {left.map((advice) => (
          <li key={`${advice.code} ${advice.about}`} className="flex flex-wrap items-center gap-x-2">
            <span className="min-w-0 break-words">
              <AdviceWords advice={advice} />
            </span>
            <span className="text-faint">
              {advice.overruled &&
                t(advice.overruled.by ? 'leftBy' : 'leftOn', {
                  name: advice.overruled.by ?? '',
                  when: formats.moment(advice.overruled.at),
                })}
            </span>
            <button type="button" className={press} onClick={() => takeUp(advice)}>
              {t('takeUp')}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** One sentence in the language of the reader. */
function AdviceWords({ advice: { code, facts } }: { advice: Advice }) {
  const t = useWords('advice')
  const formats = useFormats()
  switch (code) {
    case 'goal_over':
      return t('say.goal_over', {
        goal: String(facts.goal),
        day: formats.day(`${facts.deadline}T00:00:00Z`, 'UTC'),
      })
    case 'mix':
      return t('say.mix', {
        ...numbers(facts, 'count', 'of'),
        category: t(`categories.${facts.category as 'brand'}`),
        share: formats.percent(Number(facts.share) / 100, 0),
      })
    case 'banned_word':
      return t(facts.instead ? 'say.banned_word_instead' : 'say.banned_word', {
        word: String(facts.word).replace(/\*$/, '…'),
        instead: String(facts.instead),
      })
    case 'hard_to_read':
      return t('say.hard_to_read', {
        level: t(`levels.${facts.level as 'hard'}`),
        most: t(`levels.${facts.most as 'hard'}`),
        ...numbers(facts, 'wordsPerSentence'),
      })
    default:
      return t(`say.${code}`, facts)
  }
}

const numbers = <Name extends string>(facts: Advice['facts'], ...names: Name[]) =>
  Object.fromEntries(names.map((name) => [name, Number(facts[name])])) as Record<Name, number>

/** Of which channels it is, where the post has several. */
function Marks({ advice }: { advice: Advice }) {
  const { desk, chosen } = useComposing()
  const meant = advice.channelIds.flatMap((id) => desk.get(id) ?? [])
  if (chosen.length < 2 || meant.length === 0) return null
  return (
    <span className="inline-flex gap-1">
      {meant.map(({ id, face }) => (
        <NetworkMark key={id} network={face} size="small" />
      ))}
    </span>
  )
}
