import { Link } from '@tanstack/react-router'
import { ChevronLeft } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { cx } from './class.ts'
import { useWords } from './words.ts'

type PageProps = {
  title: string
  /** A short line under the title. */
  help?: ReactNode
  /** Buttons of the page, the main one last. */
  actions?: ReactNode
  /** Filters and tabs, under the title. */
  bar?: ReactNode
  /** Where the arrow leads, on pages that have a list above them. */
  back?: { to: string; label: string; search?: object }
  /** `read` for forms and text, `full` for calendars and boards. */
  width?: 'read' | 'normal' | 'full'
  children: ReactNode
}

const widths = { read: 'max-w-3xl', normal: 'max-w-6xl', full: 'max-w-none' }

/** A page: title, actions, body. It names the tab and takes the focus when one arrives. */
export function Page({ title, help, actions, bar, back, width = 'normal', children }: PageProps) {
  const heading = usePageTitle(title)
  return (
    <div
      className={cx(
        'mx-auto flex w-full flex-col px-4 pt-4 pb-10 md:px-8 md:pt-7',
        widths[width],
        width === 'full' && 'md:h-dvh md:pb-0',
      )}
    >
      <header className="mb-4 flex flex-col gap-3 md:mb-5">
        {back && <Back {...back} />}
        <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
          <div className="min-w-0">
            <h1 ref={heading} tabIndex={-1} className="text-xl font-semibold tracking-tight md:text-2xl">
              {title}
            </h1>
            {help && <p className="mt-0.5 max-w-2xl text-base text-muted">{help}</p>}
          </div>
          {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
        </div>
        {bar}
      </header>
      {children}
    </div>
  )
}

/** Names the tab of the browser and moves the focus to the heading after a change of page, for screen readers. */
export function usePageTitle(title: string) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${title} · Carillon`
  }, [title])
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true })
  }, [])
  return heading
}

type BackProps = { to: string; label: string; search?: object }

const Back = ({ to, label, search }: BackProps) => (
  <Link
    to={to}
    search={search as never}
    className="-ml-1.5 inline-flex w-fit items-center gap-1 rounded-md py-1 pr-2 text-sm text-muted hover:text-text touch:min-h-11"
  >
    <ChevronLeft aria-hidden className="size-4" />
    {label}
  </Link>
)

type CardProps = {
  title?: ReactNode
  help?: ReactNode
  actions?: ReactNode
  children: ReactNode
  flush?: boolean
  className?: string
}

/** A part of a page that belongs together. `flush` lets a list reach its edges. */
export const Card = ({ title, help, actions, children, flush, className }: CardProps) => (
  <section className={cx('rounded-lg border border-line bg-surface shadow-card', className)}>
    {(title || actions) && (
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 pt-2.5 pb-0.5 md:px-5">
        <div className="min-w-0">
          {title && <h2 className="text-base font-semibold">{title}</h2>}
          {help && <p className="mt-0.5 text-sm text-muted">{help}</p>}
        </div>
        {actions && <div className="-mr-1 flex flex-wrap gap-2">{actions}</div>}
      </div>
    )}
    <div className={cx(flush ? 'pt-1' : 'px-4 pt-2.5 pb-4 md:px-5 md:pb-5')}>{children}</div>
  </section>
)

type ListDetailProps = {
  list: ReactNode
  /** Null while nothing is chosen; the desktop then shows `placeholder`. */
  detail: ReactNode | null
  placeholder?: ReactNode
  /** Where the arrow above the detail leads on a phone: the list. */
  backTo: string
  /** What stands after `?` there: the filters of the list. */
  backSearch?: object
  /** Said to screen readers. */
  listLabel: string
  detailLabel: string
}

/** A list and one of it side by side; on a phone one after the other. What is chosen belongs into the URL. */
export function ListDetail(props: ListDetailProps) {
  const { list, detail, placeholder, backTo, backSearch, listLabel, detailLabel } = props
  const t = useWords('kit')
  return (
    <div className="flex min-h-0 flex-1 md:gap-6">
      <section
        aria-label={listLabel}
        className={cx('min-w-0 flex-1 lg:max-w-md', detail !== null && 'max-lg:hidden')}
      >
        {list}
      </section>
      <section
        aria-label={detailLabel}
        className={cx('min-w-0 flex-[1.6]', detail === null && 'max-lg:hidden')}
      >
        {detail !== null && (
          <div className="mb-2 lg:hidden">
            <Back to={backTo} label={t('back')} search={backSearch} />
          </div>
        )}
        {detail ?? placeholder}
      </section>
    </div>
  )
}
