import type { SuspectDetail } from '../../../modules/plan/presence/contract.ts'
import { cx } from '../../kit/class.ts'
import { Card } from '../../kit/page.tsx'
import { useWords } from '../../kit/words.ts'
import { LevelBadge } from './marks.tsx'

/** Each reason with its weight: what speaks for it, then what speaks against. */
export function SignalsCard({ suspect: { points, level, signals } }: { suspect: SuspectDetail }) {
  const t = useWords('presence')
  return (
    <Card title={t('signals', { points })} help={t('signalsHelp')} actions={<LevelBadge level={level} />}>
      <ul className="flex flex-col gap-1.5">
        {signals.map(({ id, points: own, facts }, n) => (
          <li key={`${id}-${String(facts.text ?? n)}`} className="flex items-baseline gap-3">
            <span
              className={cx(
                'w-10 shrink-0 text-right font-medium figures',
                own > 0 ? 'text-bad' : 'text-good',
              )}
            >
              {own > 0 ? `+${own}` : `−${-own}`}
            </span>
            <span className="min-w-0 break-words">{t(`signal.${id}`, wordsOf(facts))}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Whatever a sentence may ask for; what is not among the facts it does not ask for. */
const wordsOf = (facts: SuspectDetail['signals'][number]['facts']) => ({
  ours: String(facts.ours ?? ''),
  theirs: String(facts.theirs ?? ''),
  around: String(facts.around ?? ''),
  words: String(facts.words ?? ''),
  text: String(facts.text ?? ''),
  site: String(facts.site ?? ''),
  share: Number(facts.share ?? 0),
  slips: Number(facts.slips ?? 0),
  days: Number(facts.days ?? 0),
  posts: Number(facts.posts ?? 0),
  followers: Number(facts.followers ?? 0),
})
