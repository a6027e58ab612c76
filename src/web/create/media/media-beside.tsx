import { X } from 'lucide-react'
import { createPortal } from 'react-dom'
import type { Media } from '../../../modules/create/media/contract.ts'
import { IconButton } from '../../kit/button.tsx'
import { useWords } from '../../kit/words.ts'
import { Shelf } from './media-picker.tsx'

const nothing: ReadonlySet<string> = new Set()

/** The library beside what one writes: dragged into a post, or put into it by a press. */
export function MediaBeside({
  onClose,
  onPicked,
}: {
  onClose: () => void
  onPicked: (media: Media) => void
}) {
  const t = useWords('media')
  return createPortal(
    <aside
      aria-label={t('pick')}
      className="fixed right-4 bottom-20 z-30 flex h-[min(32rem,calc(100dvh-7rem))] w-88 flex-col rounded-xl bg-raised shadow-float"
    >
      <header className="flex items-center justify-between gap-2 py-2 pr-2 pl-4">
        <div>
          <h2 className="font-semibold">{t('pick')}</h2>
          <p className="text-sm text-muted">{t('besideHelp')}</p>
        </div>
        <IconButton icon={X} label={t('closeBeside')} onClick={onClose} />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pb-4">
        <Shelf chosen={nothing} onChoose={onPicked} />
      </div>
    </aside>,
    document.body,
  )
}
