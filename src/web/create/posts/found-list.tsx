import { CircleAlert, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '../../kit/class.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing } from './composer-context.ts'
import type { Found } from './judge.ts'
import { useMend } from './use-mend.ts'

/** What is wrong with a field, in words, each with the press that mends it where there is one. */
export function FoundList({ id, found }: { id?: string; found: readonly Found[] }) {
  const t = useWords('composer')
  const { desk, readers } = useComposing()
  const mend = useMend()
  if (found.length === 0) return null
  return (
    <ul id={id} className="flex flex-col gap-1">
      {found.map((one) => {
        const channel = desk.get(one.channelId)
        const way = mend(one)
        return (
          <FoundLine
            key={`${one.channelId}${one.code}`}
            level={one.level}
            mark={readers.length > 1 && channel && <NetworkMark network={channel.face} size="small" />}
            action={
              way && (
                <button
                  type="button"
                  className="min-h-6 font-semibold text-accent hover:underline touch:min-h-10"
                  onClick={way.run}
                >
                  {way.words}
                </button>
              )
            }
          >
            {t(`check.${one.code}`, one.facts)}
          </FoundLine>
        )
      })}
    </ul>
  )
}

export const FoundLine = ({
  level,
  mark,
  action,
  children,
}: {
  level: 'error' | 'hint'
  mark?: ReactNode
  action?: ReactNode
  children: ReactNode
}) => (
  <li className={cx('flex items-start gap-2 text-sm', level === 'error' ? 'text-bad' : 'text-muted')}>
    {level === 'error' ? (
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
    ) : (
      <Info aria-hidden className="mt-0.5 size-4 shrink-0" />
    )}
    <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-0.5">
      {mark}
      <span className="min-w-0">{children}</span>
      {action}
    </span>
  </li>
)
