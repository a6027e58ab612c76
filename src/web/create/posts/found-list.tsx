import { CircleAlert, Info } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '../../kit/class.ts'
import { NetworkMark } from '../../kit/network.tsx'
import { useWords } from '../../kit/words.ts'
import { useComposing } from './composer-context.ts'
import type { Found } from './judge.ts'
import type { DeskChannel } from './use-desk.ts'
import { useMend } from './use-mend.ts'

/** What is wrong with a field, in words: once for all channels it troubles, with the press that mends it on each of them. */
export function FoundList({ id, found }: { id?: string; found: readonly Found[] }) {
  const t = useWords('composer')
  const { desk, readers } = useComposing()
  const mend = useMend()
  if (found.length === 0) return null
  const groups = Map.groupBy(found, ({ code, facts }) => `${code}${JSON.stringify(facts)}`)
  return (
    <ul id={id} className="flex flex-col gap-1">
      {[...groups].map(([key, group]) => {
        const [first] = group
        const way = mend(group)
        return (
          first && (
            <FoundLine
              key={key}
              level={first.level}
              mark={readers.length > 1 && <Marks channels={group.map((one) => desk.get(one.channelId))} />}
              action={
                way && (
                  <>
                    <Mend {...way} />
                    {way.also && <Mend {...way.also} />}
                  </>
                )
              }
            >
              {t(`check.${first.code}`, first.facts)}
            </FoundLine>
          )
        )
      })}
    </ul>
  )
}

const Mend = ({ words, run }: { words: string; run: () => void }) => (
  <button
    type="button"
    className="min-h-6 text-left font-semibold text-accent hover:underline touch:-my-2.5 touch:min-h-11"
    onClick={run}
  >
    {words}
  </button>
)

const Marks = ({ channels }: { channels: readonly (DeskChannel | undefined)[] }) => (
  <span className="inline-flex gap-1">
    {channels.map(
      (channel) => channel && <NetworkMark key={channel.id} network={channel.face} size="small" />,
    )}
  </span>
)

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
