import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from './class.ts'
import { toneSoft } from './state.ts'

type AlertTone = 'info' | 'good' | 'warn' | 'bad'
const icons = { info: Info, good: CircleCheck, warn: TriangleAlert, bad: CircleAlert } satisfies Record<
  AlertTone,
  LucideIcon
>

type Props = {
  tone: AlertTone
  title?: ReactNode
  children?: ReactNode
  action?: ReactNode
  className?: string
}

/** Something that holds for the whole part of the page below it, and what to do about it. */
export function Alert({ tone, title, children, action, className }: Props) {
  const Icon = icons[tone]
  return (
    <div
      role={tone === 'bad' ? 'alert' : 'status'}
      className={cx(
        'flex flex-wrap items-start gap-x-4 gap-y-2 rounded-lg px-4 py-3 text-base',
        toneSoft[tone],
        className,
      )}
    >
      <span className="flex min-w-0 flex-1 basis-60 items-start gap-2.5">
        <Icon aria-hidden className="mt-0.5 size-4.5 shrink-0" />
        <span className="min-w-0">
          {title && <strong className="block font-semibold">{title}</strong>}
          {children}
        </span>
      </span>
      {action}
    </div>
  )
}
