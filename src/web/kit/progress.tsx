import { LoaderCircle } from 'lucide-react'
import { Progress as Radix } from 'radix-ui'
import { cx } from './class.ts'

export const Spinner = ({ className }: { className?: string }) => (
  <LoaderCircle aria-hidden className={cx('size-4 shrink-0 animate-turn', className)} />
)

/** How far long work is; `share` from 0 to 1, or null while nobody knows. */
export function Progress({
  share,
  label,
  tone = 'accent',
}: {
  share: number | null
  label: string
  tone?: 'accent' | 'good' | 'warn' | 'bad'
}) {
  const fill = { accent: 'bg-accent-solid', good: 'bg-good-mark', warn: 'bg-warn-mark', bad: 'bg-bad-mark' }[
    tone
  ]
  const percent = Math.round(Math.min(1, Math.max(0, share ?? 0)) * 100)
  return (
    <Radix.Root
      value={share === null ? null : percent}
      aria-label={label}
      className="h-1.5 w-full overflow-hidden rounded-full bg-line-strong/50"
    >
      <Radix.Indicator
        className={cx(
          'h-full rounded-full transition-[width] duration-300',
          fill,
          share === null && 'w-1/3 animate-pulse-soft',
        )}
        style={share === null ? undefined : { width: `${percent}%` }}
      />
    </Radix.Root>
  )
}
