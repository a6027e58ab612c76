import type { StrategyState } from '../../../modules/plan/strategy/contract.ts'
import { useWorkspace } from '../../api/me.ts'
import { Alert } from '../../kit/alert.tsx'
import { Button } from '../../kit/button.tsx'
import { sayDay } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'
import { toCivil } from '../../kit/zone.ts'
import { nextReview } from './next-review.ts'
import { longDay } from './part-names.ts'
import { strategyPage } from './routes.tsx'
import type { Drafting } from './use-draft.ts'
import { useHolds } from './use-holds.ts'

type Props = { state: StrategyState; drafting: Drafting }

/** The day has come: who has looked and finds that all holds says so with one press. */
export function ReviewBanner({ state, drafting }: Props) {
  const t = useWords('strategy')
  const { locale } = useFormats()
  const { timeZone } = useWorkspace()
  const setSearch = strategyPage.useSetSearch()
  const holds = useHolds(state)
  const { every, next } = state.parts.rhythm
  const say = (day: string) => sayDay(day, locale, longDay)
  const today = toCivil(new Date(), timeZone).slice(0, 10)
  const following = every && nextReview(today, every)
  return (
    <Alert
      tone="info"
      title={t('review.due')}
      action={
        following && !drafting.changed.includes('rhythm') ? (
          <Button size="small" busy={holds.isPending} onClick={() => holds.mutate(following)}>
            {t('review.holds', { day: say(following) })}
          </Button>
        ) : (
          <Button size="small" onClick={() => setSearch({ part: 'rhythm' })}>
            {t('review.set')}
          </Button>
        )
      }
    >
      {next && t('review.dueWords', { day: say(next) })}
    </Alert>
  )
}
