import { Link } from '@tanstack/react-router'
import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { cx } from '../kit/class.ts'
import { type Tone, toneSoft } from '../kit/state.ts'

type Props = {
  icon: LucideIcon
  tone: Tone
  title: ReactNode
  /** What it is about, in its own words. */
  children?: ReactNode
  /** When, and why. */
  facts?: ReactNode
  /** The page where all of it stands. */
  to: string
  actions?: ReactNode
}

/** One thing that waits for a person: what is the matter, with what, and what to do. */
export const NeedRow = ({ icon: Icon, tone, title, children, facts, to, actions }: Props) => (
  <li className="flex flex-wrap items-start gap-x-3 gap-y-2.5 px-4 py-3.5 md:px-5">
    <span className={cx('flex size-8 shrink-0 items-center justify-center rounded-full', toneSoft[tone])}>
      <Icon aria-hidden className="size-4.5" />
    </span>
    <div className="min-w-0 flex-1 basis-60">
      <Link to={to} className="group flex min-h-6 flex-col justify-center touch:min-h-11">
        <span className="font-semibold group-hover:underline">{title}</span>
        {children && <span className="line-clamp-2 text-base text-text">{children}</span>}
      </Link>
      {facts && <div className="mt-0.5 text-sm text-muted">{facts}</div>}
    </div>
    {actions && <div className="flex flex-wrap items-center gap-2 max-sm:w-full max-sm:pl-11">{actions}</div>}
  </li>
)
