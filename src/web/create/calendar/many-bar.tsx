import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, Link2, X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { useMay } from '../../api/me.ts'
import { IconButton } from '../../kit/button.tsx'
import { useWords } from '../../kit/words.ts'
import { isMovable, type Placed, rightToMove } from './placed.ts'
import { useSelection } from './selection.tsx'
import { useMoves } from './use-moves.ts'

const steps = [
  { days: -7, icon: ChevronsLeft, words: 'earlierWeek' },
  { days: -1, icon: ChevronLeft, words: 'earlierDay' },
  { days: 1, icon: ChevronRight, words: 'laterDay' },
  { days: 7, icon: ChevronsRight, words: 'laterWeek' },
] as const

const LinkForm = lazy(() =>
  import('../approval/link-form.tsx').then(({ LinkForm: form }) => ({ default: form })),
)

/** As many as a link shows. */
const mostLinked = 100

/** What somebody outside can still say something to. */
const waits = ({ stage, state }: Placed): boolean =>
  stage === 'proposed' || (stage === 'scheduled' && state !== 'published')

/** What is done with several posts at once, at the foot of the screen. */
export function ManyBar() {
  const t = useWords('calendars')
  const may = useMay()
  const { entries, clear } = useSelection()
  const { moveDays } = useMoves()
  const [first] = entries.filter((one) => isMovable(one) && may(rightToMove(one)))
  const [linking, setLinking] = useState(false)
  const postIds = [...new Set(entries.filter(waits).map(({ postId }) => postId))].slice(0, mostLinked)
  const fixed = entries.filter((one) => !isMovable(one) || !may(rightToMove(one))).length
  return (
    <section
      aria-label={t('many.label')}
      className="fixed inset-x-3 bottom-[calc(4.5rem+env(safe-area-inset-bottom))] z-30 mx-auto flex max-w-xl flex-wrap items-center gap-x-3 gap-y-1 rounded-lg bg-raised px-3 py-2 shadow-float md:bottom-5"
    >
      <p aria-live="polite" className="min-w-0 flex-1 text-sm">
        <span className="font-semibold">{t('many.count', { count: entries.length })}</span>
        {fixed > 0 && <span className="block text-muted">{t('many.fixed', { count: fixed })}</span>}
      </p>
      <span className="flex items-center">
        {steps.map(({ days, icon, words }) => (
          <IconButton
            key={words}
            icon={icon}
            label={t(`many.${words}`)}
            disabled={!first}
            onClick={() => first && moveDays(first, days)}
          />
        ))}
        {postIds.length > 0 && may('post.publish') && (
          <IconButton icon={Link2} label={t('many.link')} onClick={() => setLinking(true)} />
        )}
        <IconButton icon={X} label={t('many.clear')} keys="Esc" onClick={clear} />
      </span>
      {linking && (
        <Suspense>
          <LinkForm postIds={postIds} onClose={() => setLinking(false)} />
        </Suspense>
      )}
    </section>
  )
}
