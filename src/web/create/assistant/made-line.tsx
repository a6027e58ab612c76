import { Sparkles } from 'lucide-react'
import { useDeferredValue, useMemo } from 'react'
import type { MachinePlace } from '../../../modules/create/posts/contract.ts'
import { madeFor, marksOf } from '../../../modules/create/posts/plain/machine.ts'
import { useWords } from '../../kit/words.ts'
import { useComposing } from '../posts/composer-context.ts'

/** Says that a machine wrote words of this place, for as long as nobody has written them anew. */
export function MadeLine({
  part,
  field,
  mediaId = null,
}: Omit<MachinePlace, 'channelId' | 'mediaId'> & { mediaId?: string | null }) {
  const t = useWords('assistant')
  const { writing, target } = useComposing()
  const later = useDeferredValue(writing)
  const here = useMemo(() => {
    const variants = Object.entries(later.variants).map(([channelId, { content }]) => ({
      channelId,
      content,
    }))
    const marks = marksOf({ content: later.content, variants }, later.machineMade ?? [])
    const shown =
      target === null
        ? marks.filter(({ channelId }) => channelId === null)
        : madeFor({ variants }, marks, target)
    return shown.find((mark) => mark.part === part && mark.field === field && mark.mediaId === mediaId)
  }, [later, target, part, field, mediaId])
  if (!here) return null
  return (
    <p className="flex items-center gap-1.5 text-sm text-muted">
      <Sparkles aria-hidden className="size-4 shrink-0 text-faint" />
      {t('made')}
    </p>
  )
}
