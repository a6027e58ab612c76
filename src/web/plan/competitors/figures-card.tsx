import { Info } from 'lucide-react'
import type { Numbers } from '../../../modules/plan/competitors/contract.ts'
import { IconButton } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { Card } from '../../kit/page.tsx'
import { Popover } from '../../kit/popover.tsx'
import { useWords } from '../../kit/words.ts'
import { type FigureId, figureIds, useFigures } from './use-figures.ts'

/** What is reckoned, each with its formula, and on what it stands. */
export function FiguresCard({ numbers }: { numbers: Numbers }) {
  const t = useWords('competitors')
  const figures = useFigures()
  return (
    <Card title={t('numbers')}>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-4 sm:grid-cols-3">
        {figureIds.map((id) => (
          <div key={id} className="min-w-0">
            <dt className="flex items-center gap-0.5 text-sm text-muted">
              <span className="min-w-0 break-words">{figures.name(id)}</span>
              <FormulaInfo id={id} />
            </dt>
            <dd className="text-lg font-semibold figures">
              {figures.say(id, numbers[id])}
              {numbers[id].partial && (
                <span className="block text-xs font-normal text-warn">{t('partial')}</span>
              )}
              {numbers[id].missing && (
                <span className="block text-xs font-normal text-muted">{figures.missing(numbers[id])}</span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      <Base base={numbers.base} />
    </Card>
  )
}

export function FormulaInfo({ id }: { id: FigureId }) {
  const t = useWords('competitors')
  const figures = useFigures()
  const label = t('howReckoned', { figure: figures.name(id) })
  return (
    <Popover
      label={label}
      className="w-80"
      trigger={<IconButton icon={Info} label={label} size="small" className="-my-1.5 touch:-my-3" />}
    >
      <p className="text-sm font-semibold">{figures.name(id)}</p>
      <p className="mt-1 text-sm">{figures.formula(id)}</p>
    </Popover>
  )
}

/** On how much the numbers stand, so that nobody reads more out of them. */
function Base({ base }: { base: Numbers['base'] }) {
  const t = useWords('competitors')
  const formats = useFormats()
  const told = [
    base.sources.length > 0 &&
      t('base.sources', { sources: formats.list(base.sources.map((one) => t(`sourceNames.${one}`))) }),
    base.counts.length > 0 &&
      t('base.counts', { counts: formats.list(base.counts.map((one) => t(`counts.${one as 'likes'}`))) }),
    base.assumed > 0 && t('base.assumed', { count: base.assumed }),
    base.commentPosts > 0 &&
      t('base.comments', { posts: base.commentPosts, comments: formats.number(base.comments) }),
    base.threadsUnread > 0 && t('base.unread', { count: base.threadsUnread, all: base.threads }),
    base.commentPosts > 0 && !base.commentsWhole && t('base.commentsCut'),
    base.asOf !== null && t('base.asOf', { when: formats.moment(base.asOf) }),
  ].filter((one) => one !== false)
  if (told.length === 0) return null
  return (
    <ul className="mt-4 flex flex-col gap-0.5 border-t border-line pt-3 text-sm text-muted">
      {told.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  )
}
