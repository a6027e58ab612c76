import type { HashtagUse } from '../../../modules/create/hashtags/contract.ts'
import { useFormats } from '../../kit/format.ts'
import { useWords } from '../../kit/words.ts'

type Props = { tag: string; use: HashtagUse | undefined; onPress: () => void }

/** A hashtag with how often it was used; beneath the pointer, how it did. */
export function TagButton({ tag, use, onPress }: Props) {
  const say = useUseWords()
  const formats = useFormats()
  return (
    <button
      type="button"
      title={say(use)}
      onClick={onPress}
      className="inline-flex min-h-7 items-center gap-1.5 rounded-full bg-quiet-soft px-2.5 text-sm hover:bg-hover touch:min-h-11"
    >
      <span>#{tag}</span>
      {use && <span className="text-xs text-faint figures">{formats.number(use.uses)}</span>}
    </button>
  )
}

/** How often, and what became of it where numbers are known. */
export function useUseWords(): (use: HashtagUse | undefined) => string {
  const t = useWords('writing')
  const formats = useFormats()
  return (use) => {
    if (!use) return t('hashtags.unused')
    if (use.engagements === null) return t('hashtags.uses', { count: use.uses })
    return t('hashtags.usesWith', {
      count: use.uses,
      engagements: formats.number(use.engagements, { maximumFractionDigits: 1 }),
    })
  }
}
