import type { Campaign } from '../../../modules/create/campaigns/contract.ts'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'

/** From when until when, as the language writes it; nothing where neither is said. */
export function useSayTime(): (campaign: Pick<Campaign, 'startsOn' | 'endsOn'>) => string | null {
  const t = useWords('posts.campaigns')
  const formats = useFormats()
  const day = (civil: string) => formats.day(`${civil}T12:00:00Z`, 'UTC')
  return ({ startsOn, endsOn }) => {
    if (startsOn && endsOn) return formats.range(startsOn, endsOn)
    if (startsOn) return t('from', { day: day(startsOn) })
    return endsOn && t('until', { day: day(endsOn) })
  }
}
