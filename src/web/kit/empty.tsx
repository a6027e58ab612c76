import { type LucideIcon, RotateCw, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { cx } from './class.ts'
import { useWords } from './words.ts'

/** The place of something that is still coming; as large as it will be. */
export const Skeleton = ({ className }: { className?: string }) => (
  <div aria-hidden className={cx('animate-pulse-soft rounded-md bg-quiet-soft', className ?? 'h-4 w-full')} />
)

/** A list of `rows` that is still coming. */
export function SkeletonRows({ rows = 6 }: { rows?: number }) {
  const t = useWords('kit')
  const widths = ['w-7/12', 'w-9/12', 'w-6/12', 'w-8/12']
  return (
    <div role="status" aria-label={t('loading')} className="flex flex-col divide-y divide-line">
      {Array.from({ length: rows }, (_, row) => `row-${row}`).map((key, row) => (
        <div key={key} className="flex items-center gap-3 py-3.5">
          <Skeleton className="size-8 shrink-0 rounded-full" />
          <div className="flex flex-1 flex-col gap-2">
            <Skeleton className={cx('h-3.5', widths[row % 4])} />
            <Skeleton className="h-3 w-4/12" />
          </div>
        </div>
      ))}
    </div>
  )
}

export type EmptyProps = {
  icon: LucideIcon
  /** What this place is for, in a few words. */
  title: ReactNode
  /** One or two sentences. */
  children?: ReactNode
  /** The first step, usually one button. */
  action?: ReactNode
  small?: boolean
}

/** Nothing here yet: what the place is for, and the first step. */
export const EmptyState = ({ icon: Icon, title, children, action, small }: EmptyProps) => (
  <div
    className={cx(
      'flex flex-col items-center justify-center px-6 text-center',
      small ? 'gap-2 py-8' : 'gap-3 py-16',
    )}
  >
    <span
      className={cx(
        'flex items-center justify-center rounded-xl bg-accent-soft text-accent',
        small ? 'size-10' : 'mb-1 size-14',
      )}
    >
      <Icon aria-hidden className={small ? 'size-5' : 'size-7'} strokeWidth={1.75} />
    </span>
    <h2 className={cx('font-semibold', small ? 'text-base' : 'text-lg')}>{title}</h2>
    {children && <div className="max-w-md text-base text-muted">{children}</div>}
    {action && <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div>}
  </div>
)

/** Something could not be had: a sentence and a way to try again. */
export function ErrorState({
  words,
  onRetry,
  small,
}: {
  words: ReactNode
  onRetry?: () => void
  small?: boolean
}) {
  const t = useWords('kit')
  return (
    <div
      role="alert"
      className={cx(
        'flex flex-col items-center justify-center gap-3 px-6 text-center',
        small ? 'py-8' : 'py-16',
      )}
    >
      <TriangleAlert aria-hidden className="size-6 text-bad-mark" />
      <p className="max-w-md text-base text-text">{words}</p>
      {onRetry && (
        <Button icon={RotateCw} onClick={onRetry}>
          {t('retry')}
        </Button>
      )}
    </div>
  )
}
