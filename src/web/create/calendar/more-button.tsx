import { Ellipsis } from 'lucide-react'
import type { ComponentProps } from 'react'
import { cx } from '../../kit/class.ts'

type Props = ComponentProps<'button'> & {
  label: string
  /** Lies over the corner and shows itself when it is pointed at; for fingers it stands beside. */
  overlay?: boolean | undefined
}

/** Opens the menu of something in the calendar. */
export const MoreButton = ({ label, overlay, ...rest }: Props) => (
  <button
    type="button"
    {...rest}
    aria-label={label}
    className={cx(
      'flex h-6 w-6 shrink-0 items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-text touch:h-11 touch:w-9',
      overlay &&
        'absolute top-0 right-0 bg-surface opacity-0 group-hover/chip:opacity-100 focus-visible:opacity-100 data-[state=open]:opacity-100 touch:static touch:bg-transparent touch:opacity-100',
    )}
  >
    <Ellipsis aria-hidden className="size-4" />
  </button>
)
