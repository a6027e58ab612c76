import { cx } from '../kit/class.ts'

/** Text of machines. Reachable by keyboard, because it scrolls. */
export const Code = ({
  children,
  label,
  className,
}: {
  children: string
  label: string
  className?: string
}) => (
  <section
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    tabIndex={0}
    aria-label={label}
    className={cx('overflow-auto rounded-md bg-sunken p-3', className)}
  >
    <pre className="font-mono text-xs leading-relaxed">{children}</pre>
  </section>
)
