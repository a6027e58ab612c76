import { ChevronLeft, ChevronRight, ChevronsLeft, ChevronsRight, X } from 'lucide-react'
import { useMay } from '../../api/me.ts'
import { IconButton } from '../../kit/button.tsx'
import { useWords } from '../../kit/words.ts'
import { isMovable, rightToMove } from './placed.ts'
import { useSelection } from './selection.tsx'
import { useMoves } from './use-moves.ts'

const steps = [
  { days: -7, icon: ChevronsLeft, words: 'earlierWeek' },
  { days: -1, icon: ChevronLeft, words: 'earlierDay' },
  { days: 1, icon: ChevronRight, words: 'laterDay' },
  { days: 7, icon: ChevronsRight, words: 'laterWeek' },
] as const

/** What is done with several posts at once, at the foot of the screen. */
export function ManyBar() {
  const t = useWords('calendars')
  const may = useMay()
  const { entries, clear } = useSelection()
  const { moveDays } = useMoves()
  const [first] = entries.filter((one) => isMovable(one) && may(rightToMove(one)))
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
        <IconButton icon={X} label={t('many.clear')} keys="Esc" onClick={clear} />
      </span>
    </section>
  )
}
