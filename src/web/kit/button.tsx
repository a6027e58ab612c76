import type { LucideIcon } from 'lucide-react'
import { Slot } from 'radix-ui'
import type { ComponentProps, ReactNode } from 'react'
import { cx } from './class.ts'
import { Spinner } from './progress.tsx'
import { Tooltip } from './tooltip.tsx'

type Look = 'primary' | 'secondary' | 'quiet' | 'danger'
type Size = 'normal' | 'small'

const looks = {
  primary: 'bg-ink text-on-ink hover:bg-ink-hover shadow-low',
  secondary: 'bg-surface text-text border border-line-strong hover:bg-hover active:bg-press shadow-low',
  quiet: 'text-muted hover:bg-hover hover:text-text active:bg-press',
  danger: 'bg-bad-solid text-on-bad hover:bg-bad-solid-hover shadow-low',
} satisfies Record<Look, string>

const sizes = {
  normal: 'min-h-control px-3.5 py-1 text-base gap-2',
  small: 'min-h-(--control-small) px-2.5 py-0.5 text-sm gap-1.5',
} satisfies Record<Size, string>

const shape =
  'inline-flex items-center justify-center rounded-md font-medium select-none transition-colors text-center leading-tight ' +
  'disabled:opacity-50 disabled:pointer-events-none aria-disabled:opacity-50 aria-disabled:pointer-events-none'

export type ButtonProps = ComponentProps<'button'> & {
  look?: Look
  size?: Size
  icon?: LucideIcon
  /** Shows that it works and takes no second press. */
  busy?: boolean
  /** The child is the thing pressed, as with a `<Link>`. It brings its own icon. */
  asChild?: boolean
}

/** Something that does. One `primary` on a page. */
export function Button({
  look = 'secondary',
  size = 'normal',
  icon: Icon,
  busy = false,
  asChild,
  className,
  children,
  ...rest
}: ButtonProps) {
  const classes = cx(shape, looks[look], sizes[size], className)
  if (asChild)
    return (
      <Slot.Root className={classes} {...rest}>
        {children}
      </Slot.Root>
    )
  return (
    <button
      type="button"
      {...rest}
      className={classes}
      disabled={rest.disabled || busy}
      aria-busy={busy || undefined}
    >
      {busy ? <Spinner /> : Icon && <Icon aria-hidden className="size-4 shrink-0" />}
      {children}
    </button>
  )
}

export type IconButtonProps = Omit<ComponentProps<'button'>, 'children'> & {
  icon: LucideIcon
  /** Said to screen readers and shown as a tooltip. */
  label: string
  /** The key that does the same, shown in the tooltip. */
  keys?: string
  look?: Extract<Look, 'quiet' | 'secondary' | 'primary'>
  size?: Size
  busy?: boolean
  /** A small mark in the corner, such as a count. */
  mark?: ReactNode
  /** The browser's own tip instead of ours, which would take the first press of Escape for itself. */
  plain?: boolean
}

/** A button of one icon; its label is never left out. */
export function IconButton({
  icon: Icon,
  label,
  keys,
  look = 'quiet',
  size = 'normal',
  busy,
  mark,
  plain,
  className,
  ...rest
}: IconButtonProps) {
  const button = (
    <button
      type="button"
      aria-label={label}
      title={plain ? label : undefined}
      {...rest}
      disabled={rest.disabled || busy}
      className={cx(
        shape,
        looks[look],
        'relative shrink-0',
        size === 'small' ? 'size-control-small' : 'size-control',
        className,
      )}
    >
      {busy ? <Spinner /> : <Icon aria-hidden className="size-4.5" />}
      {mark}
    </button>
  )
  if (plain) return button
  return (
    <Tooltip words={label} keys={keys}>
      {button}
    </Tooltip>
  )
}
