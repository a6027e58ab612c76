import { CircleAlert, CircleCheck, Clock, RotateCw, X } from 'lucide-react'
import type { Conversion } from '../../../modules/create/media/contract.ts'
import { useNetworks } from '../../api/channels.ts'
import { IconButton } from '../../kit/button.tsx'
import { useFormats } from '../../kit/format.ts'
import { Progress } from '../../kit/progress.tsx'
import { useWords } from '../../kit/words.ts'
import { useConversionActs, useSayConversionProblem } from './use-films.ts'

type Props = { items: readonly Conversion[]; mayWrite: boolean }

/** What is made of a film, and how far it is. */
export function ConversionsList({ items, mayWrite }: Props) {
  const t = useWords('media')
  if (items.length === 0) return null
  return (
    <ul aria-label={t('film.conversions')} className="flex flex-col gap-1.5">
      {items.map((one) => (
        <Row key={one.id} one={one} mayWrite={mayWrite} />
      ))}
    </ul>
  )
}

const marks = {
  waiting: <Clock aria-hidden className="size-4 shrink-0 text-faint" />,
  working: <Clock aria-hidden className="size-4 shrink-0 text-info-mark" />,
  done: <CircleCheck aria-hidden className="size-4 shrink-0 text-good-mark" />,
  failed: <CircleAlert aria-hidden className="size-4 shrink-0 text-bad-mark" />,
  cancelled: <X aria-hidden className="size-4 shrink-0 text-faint" />,
}

function Row({ one, mayWrite }: { one: Conversion; mayWrite: boolean }) {
  const t = useWords('media')
  const formats = useFormats()
  const networks = useNetworks()
  const say = useSayConversionProblem()
  const { cancel, again } = useConversionActs()
  const { state, becomes, progress, late, dueAt } = one
  const open = state === 'waiting' || state === 'working'
  const names = one.networks.map((id) => networks?.get(id)?.name ?? id).join(', ')
  const title = one.kind === 'trim' ? t('film.cutOf') : names || t('film.forNetwork')
  const size = becomes && `${formats.number(becomes.width)} × ${formats.number(becomes.height)}`
  return (
    <li className="flex items-center gap-2.5 rounded-md border border-line px-2.5 py-1.5">
      {marks[state]}
      <span className="min-w-0 flex-1">
        <span className="block truncate" title={title}>
          {title}
          {size && <span className="text-muted figures"> · {size}</span>}
        </span>
        <span className="block text-sm text-muted">
          {t(`film.states.${state}`, { share: formats.percent(progress, 0) })}
          {say(one.problem) && (
            <span className={state === 'failed' ? 'text-bad' : undefined}> {say(one.problem)}</span>
          )}
          {late && dueAt && (
            <span className="text-warn"> {t('film.late', { when: formats.moment(dueAt) })}</span>
          )}
        </span>
        {state === 'working' && <Progress share={progress} label={title} />}
      </span>
      {mayWrite && open && (
        <IconButton size="small" icon={X} label={t('film.cancel')} onClick={() => cancel.mutate(one.id)} />
      )}
      {mayWrite && (state === 'failed' || state === 'cancelled') && (
        <IconButton
          size="small"
          icon={RotateCw}
          label={t('film.again')}
          onClick={() => again.mutate(one.id)}
        />
      )}
    </li>
  )
}
