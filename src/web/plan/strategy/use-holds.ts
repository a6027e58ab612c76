import { StrategyState } from '../../../modules/plan/strategy/contract.ts'
import { api } from '../../api/client.ts'
import { useWrite } from '../../api/query.ts'
import { sayDay } from '../../kit/days.ts'
import { useFormats } from '../../kit/format.ts'
import { toast } from '../../kit/toast.tsx'
import { useWords } from '../../kit/words.ts'
import { longDay } from './part-names.ts'

/** All was looked at and holds until the next day. */
export function useHolds({ revision, parts }: StrategyState) {
  const t = useWords('strategy')
  const { locale } = useFormats()
  return useWrite(
    (next: string) => {
      const body = { revision, reason: t('review.reason'), parts: { rhythm: { ...parts.rhythm, next } } }
      return api.put('/strategy', { body, schema: StrategyState })
    },
    {
      touches: ['strategy', 'notifications'],
      onSuccess: (_, next) => toast(t('review.done', { day: sayDay(next, locale, longDay) })),
    },
  )
}
